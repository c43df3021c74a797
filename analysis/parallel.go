package analysis

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls do with 0 to n-1, on all processors and in no order. A panic of one call becomes a
// panic of the caller, who can recover from it.
func parallel(n int, do func(i int)) {
	var next atomic.Int64
	var failed atomic.Pointer[any]
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					failed.Store(&p)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
	if p := failed.Load(); p != nil {
		panic(*p)
	}
}
