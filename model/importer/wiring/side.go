package wiring

// A side is what a component does at a queue.
type side uint8

const (
	eitherSide side = iota
	sends
	receives
)

// namesSide tells from a name what a component does at a queue.
func namesSide(name string) side {
	found := eitherSide
	for _, w := range words(name) {
		was := found
		switch w {
		case "CONSUMER", "CONSUMERS", "CONSUME", "SUBSCRIBER", "SUBSCRIBE", "SUBSCRIPTION", "LISTENER", "RECEIVER":
			found = receives
		case "PRODUCER", "PRODUCERS", "PRODUCE", "PUBLISHER", "PUBLISH", "SENDER", "EMITTER":
			found = sends
		}
		if was != eitherSide && was != found {
			return eitherSide
		}
	}
	return found
}
