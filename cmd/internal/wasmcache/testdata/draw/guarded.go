//go:build !bare

package main

import "github.com/linewalk/linewalk/cmd/internal/wasmcache"

func settle() string { return wasmcache.Settle() }
