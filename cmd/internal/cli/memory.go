package cli

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// unhurried is how much memory a run may take before it begins to collect garbage. Nearly every run
// is over by then, and collecting would only have cost it time.
const unhurried = 72 << 20

// collectLate puts off the first collection of garbage until memory has grown to unhurried. From
// then on it is collected a little less often than usual. Who sets GOGC or GOMEMLIMIT knows better.
func collectLate() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(unhurried)
	runtime.AddCleanup(new(*int), func(struct{}) {
		debug.SetGCPercent(150)
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
}
