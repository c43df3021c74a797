package routing_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

var _ = cmp.Diff
var _ = time.Now
var _ = routing.New
var _ model.Route

func TestX(t *testing.T) {}
