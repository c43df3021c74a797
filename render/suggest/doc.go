package suggest
