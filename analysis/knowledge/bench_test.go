package knowledge_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
)

// synthetic is a history of so many commits with ten changes each, to 36,000 files of 400 services, by
// 900 people.
func synthetic(commits int) *model.History {
	h := &model.History{}
	for i := range 900 {
		h.Authors = append(h.Authors, model.Author{Name: fmt.Sprintf("Given%d Family%d", i, i%300), Email: fmt.Sprintf("dev%d@shop.example", i)})
	}
	for service := range 400 {
		for file := range 90 {
			h.Files = append(h.Files, model.PathID(len(h.Paths)))
			h.Paths = append(h.Paths, fmt.Sprintf("services/service-%d/internal/file-%d.go", service, file))
		}
	}
	for i := range commits {
		at := int64(1793491200 - 600*i)
		c := model.Commit{Author: model.AuthorID(i * 7 % 900), Authored: at, Committed: at}
		for j := range 10 {
			path := model.PathID((i+j)%400*90 + (i*31+j*17)%90)
			change := model.Change{Kind: model.ChangeModify, Path: path}
			switch (i + j) % 40 {
			case 0:
				change.Kind, change.From, change.Similarity = model.ChangeRename, (path+90)%model.PathID(len(h.Paths)), 90
			case 1, 2, 3, 4:
				change.Kind = model.ChangeAdd
			}
			c.Changes = append(c.Changes, change)
		}
		h.Commits = append(h.Commits, c)
	}
	return h
}

// BenchmarkExperts measures 1,000 components on one history of 50,000 commits. Its renames cross
// services, which no real ones do as often.
func BenchmarkExperts(b *testing.B) {
	h := synthetic(50_000)
	for b.Loop() {
		l := knowledge.New(h, nil, knowledge.Method{})
		for i := range 1000 {
			files, _ := l.Select([]string{fmt.Sprintf("services/service-%d", i%400)})
			if e := l.Experts(files, tip); e.Unknown.Blocks() {
				b.Fatal(e.Unknown)
			}
		}
		l.Fade(knowledge.DefaultDecay()).BusFactor(l.All())
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/1e6, "MB-sys")
	}
}

// BenchmarkReview asks what every near-miss would change.
func BenchmarkReview(b *testing.B) {
	l := knowledge.New(synthetic(50_000), nil, knowledge.Method{})
	files, _ := l.Select([]string{"services/service-7"})
	for b.Loop() {
		l.Review(files)
	}
}
