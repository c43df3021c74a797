package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// A peopleRun is what one run of the command is asked for.
type peopleRun struct {
	formats *destinations
	without []string
	asOf    date
	hash    bool
	all     bool
}

func (s *session) peopleCommand() *cobra.Command {
	var k peopleRun
	c := s.drawingCommand(&cobra.Command{
		Use:   "people",
		Short: "Tell who is told of arrows and can mend them, and what becomes worse without whom",
		Long: `Say what hangs on each person: the arrows of which they are told, which they know,
and which nobody can mend without them; how few people need to be away until
nobody can mend half of the drawing; and what becomes worse without some.`,
		Example: `  linewalk people
  linewalk people --without ana,raj
  linewalk people --as-of 2026-12-24 --hash-names`,
		RunE: func(_ *cobra.Command, args []string) error { return s.people(&k, args) },
	})
	k.formats = newDestinations(c, "text", "json")
	flags := c.Flags()
	flags.StringSliceVar(&k.without, "without", nil, "tell what becomes worse without these `PEOPLE`")
	flags.Var(&k.asOf, "as-of", "the day to look at: who has left by then, who is away (default: today)")
	flags.BoolVar(&k.hash, "hash-names", false, "write short hashes instead of names")
	flags.BoolVar(&k.all, "all", false, "list everything, however long it gets")
	s.completeFromDrawing(c, "without", personNames)
	return c
}

func (s *session) people(k *peopleRun, args []string) error {
	if k.asOf.given {
		s.today = k.asOf
	}
	to, d, err := s.open(k.formats, args)
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(to, d, s.errorSink(), render.TextOptions{})
	}
	gone, err := k.gone(d.system)
	if err != nil {
		return err
	}
	r := s.analyse(d)
	crowd, absence := r.Crowd(), r.Without(gone)
	options := render.PeopleOptions{All: k.all}
	if k.hash {
		options.Name = hashed
	}
	return s.deliver(to, map[string]writer{
		"text": func(w sink) error {
			options.Color, options.Actions = w.color, w.actions
			return render.People(w, r, crowd, absence, options)
		},
		"json": func(w sink) error { return render.PeopleJSON(w, r, crowd, absence, options, version()) },
	})
}

// gone finds the people of the given names.
func (k *peopleRun) gone(s *model.System) ([]*model.Person, error) {
	var gone []*model.Person
	var wrong []error
	for _, name := range k.without {
		i := slices.IndexFunc(s.People, func(p *model.Person) bool { return p.Name == name })
		if i < 0 {
			wrong = append(wrong, among("person", name, personNames(s)))
			continue
		}
		if !slices.Contains(gone, s.People[i]) {
			gone = append(gone, s.People[i])
		}
	}
	return gone, errors.Join(wrong...)
}

func personNames(s *model.System) []string {
	names := make([]string, len(s.People))
	for i, p := range s.People {
		names[i] = p.Name
	}
	return names
}

// hashed calls a person by the beginning of a hash: the same one in every run, so that runs compare.
// It hides names from a passer-by, not from somebody who tries all names of the company.
func hashed(p *model.Person) string {
	sum := sha256.Sum256([]byte(p.Name))
	return "p-" + hex.EncodeToString(sum[:4])
}
