package model

type CatalogEntry struct{}
