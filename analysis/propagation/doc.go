// Package propagation answers what happens when arrows or components do not work: which components
// are degraded or down, which arrows are impaired or fail, which journeys are hurt, and since when.
// It knows nothing of monitors, people or rules, and does not complain about a drawing.
//
// # Method
//
// The rules are the sentences M1 to M50 of the meaning of failure. New compiles them into a circuit
// of facts: this component is degraded, that arrow fails, both fallbacks are spent. A wire lets one
// fact make another true, at once, after a delay (a buffer) or not before a certain time (an age). A
// fact needs one wire to fire, or a number of them, as pools, fallbacks and replicas do. Most facts
// come in pairs, hurt and lost, which are the two steps down from the best level.
//
// A question makes some facts true at time 0, and the circuit is settled in order of time: Dijkstra's
// algorithm as Knuth generalised it (1977). That is exact, since no wire fires before the fact it
// starts at, and it finds the solution counted from all up, cycles included: facts that support only
// each other never come true (M49). The work is in proportion to what the failure touches. Memory is
// stamped with the number of the question instead of being cleared.
//
// Arrows with `for` have their wires behind gates, which are open for some journeys only. All is
// settled once with every gate closed, which gives the states shown without a journey. A journey is
// settled by itself only if a wire at one of its gates would have fired; otherwise the first solution
// is its own as well (see scope). Journeys with the same open gates are settled together.
//
// A journey that works is masked if something in its cone does not. Cones are worked out once, and
// each component and arrow knows in which it lies.
//
// # Choices
//
// Where the sentences leave room, this package takes them as follows.
//
//   - M2, M9: times add up to at most a nanosecond less than Never, so that what comes very late is
//     still told apart from what does not come.
//   - M3, M26: as a person feels nothing, no journey rests on arrows by their effect on a person. An
//     arrow from or to a person is in the cone of a journey only as one of its steps, or by its other
//     end.
//   - M7: an arrow that states no effect for any end, fallback-only ones included, is printed as the
//     dependent end of its kind sees it, also where it stands in at the other end (M16).
//   - M8, M14: `nothing` before another stage says nothing; the first stage is the first that does
//     something.
//   - M20, M23: where no member of a pool breaks, the worst of their stages is `degrades` at the
//     earliest of their times, so a step over a member is broken at that time.
//   - M20, M31, M32: a pool at a hub has one effect, the worst of its members'. It passes under the
//     name of each member that is a flow, and is felt by the hub itself through each member that is a
//     request.
//   - M23: a step over an arrow that is only a fallback states no stage, so it breaks at once. A step
//     with `if-down: nothing` on a working fallback is degraded, unless `on-fallback: nothing`.
//   - M26: an arrow of a cone brings in both its ends; so it does not matter from which of them it is
//     seen not to work. A flow into a hub is no arrow with an effect on the hub, as the hub does not
//     feel it; it is in a cone by what it passes to.
//   - M28, M29: `for: []` names no journey, so the arrow counts for those alone that step over it.
//   - M31, M32: a flow that leaves a hub and has an effect on it passes that effect to all flows that
//     leave under its name, itself among them.
//   - M33, M42, M44: a hub that is down, and a timeout that runs out, fail an arrow for both its ends.
//   - M35: a place declared under a name with prefixes lies in the longest prefix that is a place. It
//     may have an `in` beside that, and feels both.
//   - M43: a person does not hang, but a step over the arrow is broken at once all the same. Where the
//     arrow does not count (M28), it hangs nobody and has failed.
//   - M44: an assumption made for one journey is reported as one made for all.
//   - M47: a pool holds a component back if one of its members is a request that breaks it without
//     `after`; all its members, of whatever kind and for whatever journey, are ways to start.
//   - M48: where a component is itself among the other ends that a fallback or pool may use, that
//     way counts as up.
package propagation
