package suggest

import (
	"fmt"
	"time"

	"github.com/linewalk/linewalk/model"
)

// A variant is a way of writing the expression of a signal.
type variant struct {
	roles []role // the first must be a metric that something is known of
	write func(fill map[role]string) string
	notes []string
}

// of is a variant whose text has %[1]s, %[2]s and so on for the metrics of its roles.
func of(text string, roles ...role) variant {
	return variant{roles: roles, write: func(fill map[role]string) string {
		args := make([]any, len(roles))
		for i, r := range roles {
			args[i] = fill[r]
		}
		return fmt.Sprintf(text, args...)
	}}
}

// noting is the variant with what to heed.
func (v variant) noting(notes ...string) variant {
	v.notes = append(v.notes, notes...)
	return v
}

// span writes a stretch of time as PromQL has it.
func span(d time.Duration) string { return model.FormatDuration(d) }

// variants lists the ways of writing the expression that the bench is for, the best first.
func (b *bench) variants() []variant {
	switch b.signal {
	case model.SignalErrors:
		return b.errors()
	case model.SignalLatency:
		return []variant{of("histogram_quantile(0.99, sum by (le) (rate(%[1]s["+span(b.window())+"]))) > "+number(b.patience()), buckets).
			noting("the threshold is " + b.patienceFrom())}
	case model.SignalTraffic:
		return b.traffic()
	case model.SignalAbsence:
		if b.arrow.From.IsOutside() {
			return []variant{of("(sum(increase(%[1]s["+span(max(time.Hour, b.cadence()))+"])) or vector(0)) == 0", attempts).
				noting("the window should be several of the usual gaps")}
		}
		return []variant{of("absent(%[1]s)", attempts)}
	case model.SignalSaturation:
		return []variant{of("sum(%[1]s)\n  / sum(%[2]s)\n  > 0.9", used, limit)}
	case model.SignalState:
		return []variant{of("(sum(%[1]s) or vector(0)) == 0", state)}
	case model.SignalLagAge:
		t := b.old()
		return []variant{
			of("max(%[1]s) > "+number(t), age).noting(b.oldNote()),
			of("time() - min(%[1]s) > "+number(t), head).noting(b.oldNote()),
		}
	case model.SignalLagDepth:
		return []variant{of("sum(%[1]s) > 1000 and sum(deriv(%[1]s["+span(max(15*time.Minute, b.window()))+"])) > 0", backlog).
			noting("REPLACE 1000 by what To carries in the time that may pass")}
	case model.SignalFreshness:
		return b.freshness()
	case model.SignalHeartbeat:
		return []variant{of("time() - max(%[1]s) > "+number(b.old())+"\nor\nabsent(%[1]s)", beat).noting(b.oldNote())}
	case model.SignalExpiry:
		return []variant{of("min(%[1]s) - time() < 21 * 86400", date).noting("21 days before the end")}
	case model.SignalSynthetic:
		return []variant{of("(max(%[1]s) or vector(0)) == 0", probe).noting("let the test give up after " + span(b.patience()))}
	case model.SignalReconcile:
		w := span(b.count())
		return []variant{of("abs(sum(increase(%[1]s["+w+"])) - sum(increase(%[2]s["+w+"])))\n  > 0.01 * sum(increase(%[1]s["+w+"]))", sent, received).
			noting("more than one in a hundred; what is on its way differs, too")}
	case model.SignalIntegrity:
		return []variant{b.any(falsehoods)}
	case model.SignalDuplicates:
		return []variant{b.any(duplicates)}
	case model.SignalDeadLetter:
		return []variant{b.any(letters)}
	case model.SignalValue:
		w := span(b.gap())
		return []variant{
			of("(sum(rate(%[1]s["+w+"])) or vector(0)) == 0\nor\nsum(rate(%[1]s["+w+"])) < 0.3 * sum(rate(%[1]s["+w+"] offset 1w))", value).
				noting("nothing, or less than a third of last week's"),
		}
	case model.SignalUp:
		return []variant{of("(min(%[1]s) or vector(0)) == 0", health)}
	}
	return []variant{of("max(%[1]s) > 0.9", cause)}
}

// errors is a share of failed attempts. Where little flows, one failure is a large share: then only
// what is not rare counts, or failures are counted.
func (b *bench) errors() []variant {
	by, w := "", span(b.window())
	if b.arrow.Kind.Value == model.Webhook && b.at == model.AtFrom {
		by = " by (endpoint)"
	}
	ratio := fmt.Sprintf("sum%s(rate(%%[1]s[%s]))\n  / sum%s(rate(%%[2]s[%s]))\n  > 0.05", pad(by), w, pad(by), w)
	var notes []string
	if by != "" {
		notes = append(notes, "one ratio over all endpoints hides a dead one; the label may have another name")
	}
	switch b.arrow.Traffic.Value.Pattern {
	case model.Bursty:
		floor := fmt.Sprintf("\nand%s\nsum%s(rate(%%[2]s[%s])) > 0.1 * sum%s(rate(%%[2]s[1d]))", on(by), pad(by), w, pad(by))
		return []variant{of(ratio+floor, failures, attempts).noting(append(notes, "while a tenth of the usual flows: traffic is bursty")...)}
	case model.Rare, model.Periodic:
		return []variant{b.any(failures)}
	}
	return []variant{of(ratio, failures, attempts).noting(notes...)}
}

func pad(by string) string {
	if by == "" {
		return ""
	}
	return by + " "
}

func on(by string) string {
	if by == "" {
		return ""
	}
	return " on (endpoint)"
}

// any is that there was one of something at all.
func (b *bench) any(r role) variant {
	return of("sum(increase(%[1]s["+span(b.count())+"])) > 0", r)
}

// traffic is that nothing flows, or too much.
func (b *bench) traffic() []variant {
	w := b.gap()
	switch mode := b.suggestion.Lead; {
	case mode == model.ModeRepeated && b.arrow.Traffic.Value.Pattern == model.Periodic:
		every := b.arrow.Traffic.Value.Every
		return []variant{of("sum(increase(%[1]s["+span((19*every/10).Round(time.Second))+"])) > 2", runs).
			noting("more than two in less than two periods")}
	case mode != model.ModeDown && mode != model.ModeSilent:
		return []variant{of("sum(rate(%[1]s["+span(w)+"])) > 100", attempts).noting("REPLACE 100 by what is too much, a second")}
	case b.arrow.Traffic.Value.Pattern == model.Periodic:
		return []variant{of("(sum(increase(%[1]s["+span(b.cadence())+"])) or vector(0)) == 0", attempts)}
	case b.arrow.From.IsOutside():
		return []variant{of(
			fmt.Sprintf("(sum(rate(%%[1]s[%s])) or vector(0)) == 0\nor\nsum(rate(%%[1]s[%s])) < 0.2 * sum(rate(%%[1]s[%s] offset 1w))", span(w), span(w), span(w)),
			attempts,
		).noting("nothing, or less than a fifth of last week's")}
	}
	return []variant{of("(sum(rate(%[1]s["+span(w)+"])) or vector(0)) == 0", attempts)}
}

// freshness is that the last good thing was too long ago.
func (b *bench) freshness() []variant {
	t := number(b.old())
	stamped := of("time() - max(%[1]s) > "+t+"\nor\nabsent(%[1]s)", stamp).noting(b.oldNote())
	if b.arrow.To.Kind.Value == model.ComponentCache && b.arrow.Request() {
		return []variant{of("max(%[1]s) > "+t, age).noting(b.oldNote()), stamped}
	}
	return []variant{stamped}
}
