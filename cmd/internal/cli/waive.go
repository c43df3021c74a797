package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// A waive is what one run of the command is asked for.
type waive struct {
	because string
	until   date
	by      string
	dryRun  bool
}

func (s *session) waiveCommand() *cobra.Command {
	var k waive
	c := s.drawingCommand(&cobra.Command{
		Use:   "waive RULE ARROW --because TEXT --until DATE",
		Short: "Accept one finding, for a reason and until a day",
		Long: `Write a waiver into the drawing: the finding of RULE about ARROW is accepted until
the day DATE, that day included. ARROW is the exact name of an arrow, or that of a
journey or a component where the rule speaks of those. The waiver goes into the
file where ARROW is drawn, and every other byte of that file stays. One that has
expired is renewed in its place.

The finding must be there: what is not found cannot be accepted in advance. DATE
lies ahead, and no further than settings.waiver-max where the drawing has that.

Exit code: 0 written, 1 there is no such finding, so nothing was written, 2 the
drawing or the command line is wrong or the file was changed in this moment,
3 linewalk itself failed.`,
		Example: `  linewalk waive arrow-no-alert 'checkout -> ledger' --until 2027-03-31 --because 'finance reconciles daily'
  linewalk waive journey-no-synthetic buy --until 2027-03-31 --because 'in the next quarter' --by ana
  linewalk waive arrow-no-owner 'shop -> mailer' --until 2027-03-31 --because 'teams are being formed' --dry-run`,
		RunE: func(_ *cobra.Command, args []string) error { return s.waive(&k, args) },
	})
	flags := c.Flags()
	flags.StringVar(&k.because, "because", "", "the reason, as a `TEXT` that others understand")
	flags.Var(&k.until, "until", "the last day on which it holds")
	flags.StringVar(&k.by, "by", "", "the `NAME` of the person or team who accepts it")
	flags.BoolVar(&k.dryRun, "dry-run", false, "write nothing, and print the change as a patch")
	s.completeFromDrawing(c, "by", partyNames)
	if err := flags.MarkHidden("stdin-name"); err != nil {
		panic(err) // the flag was not added before
	}
	files := c.ValidArgsFunction
	c.ValidArgsFunction = func(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		switch len(args) {
		case 0:
			return waivable(), cobra.ShellCompDirectiveNoFileComp
		case 1:
			if d, err := s.load(nil); err == nil && d.system != nil {
				return arrowNames(d.system), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return files(c, args, word)
	}
	return c
}

// waivable are the rules whose findings can be accepted: all but those about waivers.
func waivable() []string {
	var ids []string
	for _, r := range rules.All() {
		if !r.AfterWaivers {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (s *session) waive(k *waive, args []string) error {
	if len(args) < 2 {
		return errors.New("say which rule and which arrow, for example: linewalk waive arrow-no-alert 'shop -> checkout'")
	}
	if err := k.complete(args[0], args[2:]); err != nil {
		return err
	}
	d, err := s.read(args[2:])
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(nil, d, s.errorSink(), render.TextOptions{})
	}
	about, err := subjectOf(d.system, args[1])
	if err != nil {
		return err
	}
	if known := partyNames(d.system); k.by != "" && len(known) > 0 {
		if err := among("team or person", k.by, known); err != nil {
			return err
		}
	}
	if err := k.bounded(d.system, s.day()); err != nil {
		return err
	}
	r := s.analyse(d)
	if err := about.found(r, args[0]); err != nil {
		return err
	}
	now, system, found := d.revise(about.span.File, k.edit(r, args[0], about))
	if found != nil {
		wrong := *d
		wrong.reading = found
		return s.refuse(nil, &wrong, s.errorSink(), render.TextOptions{})
	}
	if !slices.ContainsFunc(system.Waivers, func(w *model.Waiver) bool {
		return w.Rule.Value == args[0] && about.is(w) && w.Until.Value == k.until.Date && w.Because.Value == k.because
	}) {
		return fmt.Errorf("the waiver cannot be written into %s", now.name)
	}
	return s.record(now, k.dryRun, fmt.Sprintf("%s of %s is waived until %s", args[0], about.name, k.until.Date))
}

// complete refuses a command line that cannot become a waiver, whatever the drawing says.
func (k *waive) complete(rule string, files []string) error {
	k.because = strings.TrimSpace(k.because)
	switch known, found := rules.Find(rule); {
	case !slices.Contains(rules.IDs(), rule):
		return fmt.Errorf("unknown rule %q%s", rule, orElse(meant(rule, rules.IDs()), "; linewalk rules lists them"))
	case found && known.AfterWaivers:
		return fmt.Errorf("%s cannot be waived: it is about waivers", rule)
	case slices.Contains(files, "-"):
		return errors.New("a waiver is written into a file, and the standard input is none")
	case k.because == "":
		return errors.New("a waiver needs a reason: --because TEXT")
	case strings.ContainsFunc(k.because, unicode.IsControl):
		return errors.New("--because is one line of text, without control characters")
	}
	return nil
}

// bounded refuses an end that is missing, over, or later than the drawing allows.
func (k *waive) bounded(system *model.System, today model.Date) error {
	usual := analysis.WaiverEnd(system, today)
	last, bounded := analysis.LastWaiver(system, today)
	switch {
	case !k.until.given:
		return fmt.Errorf("a waiver needs an end, for example %d days from today: --until %s", usual.Since(today), usual)
	case !today.Before(k.until.Date):
		return fmt.Errorf("--until %s does not lie ahead: today is %s", k.until.Date, today)
	case bounded && last.Before(k.until.Date):
		return fmt.Errorf("--until %s is too far ahead: %s is the last day that settings.waiver-max allows", k.until.Date, last)
	}
	return nil
}

// A subject is what a waiver is about: an arrow, a journey or a component.
type subject struct {
	kind string // as a waiver names it
	name string
	span diag.Span
}

// subjectOf is what a name stands for.
func subjectOf(s *model.System, name string) (subject, error) {
	if a := s.Arrow(analysis.NormalName(name)); a != nil {
		return subject{"arrow", a.Name(), a.Span}, nil
	}
	for _, j := range s.Journeys {
		if j.Name == name {
			return subject{"journey", name, j.Span}, nil
		}
	}
	if c := s.Component(name); c != nil {
		return subject{"component", name, c.Span}, nil
	}
	known := append(arrowNames(s), journeyNames(s)...)
	for _, c := range s.Components {
		known = append(known, c.Name)
	}
	return subject{}, fmt.Errorf("no arrow, journey or component is named %q%s", name, meant(analysis.NormalName(name), known))
}

// speaks tells whether a diagnostic is about the subject.
func (a subject) speaks(d diag.Diagnostic) bool {
	if a.kind == "arrow" {
		return d.Arrow == a.name
	}
	return d.Arrow == "" && d.Subject == a.name
}

// is tells whether a waiver is about the subject.
func (a subject) is(w *model.Waiver) bool {
	switch {
	case w.Arrow.Value != nil:
		return a.kind == "arrow" && w.Arrow.Value.Name() == a.name
	case w.Journey.Value != nil:
		return a.kind == "journey" && w.Journey.Value.Name == a.name
	}
	return a.kind == "component" && w.Component.Value != nil && w.Component.Value.Name == a.name
}

// found is nil if the rule has something in force against the subject, else a verdict that says what
// is there instead.
func (a subject) found(r *analysis.Report, rule string) error {
	var others []string
	for _, d := range r.Diagnostics {
		switch {
		case !a.speaks(d) || d.Waive == "":
		case d.Rule == rule:
			return nil
		case !slices.Contains(others, d.Rule):
			others = append(others, d.Rule)
		}
	}
	for _, w := range r.Waived {
		if w.Diagnostic.Rule == rule && a.speaks(w.Diagnostic) {
			return verdict(fmt.Sprintf("%s of %s is waived already, until %s: %s", rule, a.name, w.Waiver.Until.Value, w.Waiver.Span))
		}
	}
	asked, known := rules.Find(rule)
	if known {
		_, known = r.Level(asked)
		known = !known
	}
	switch {
	case !known:
		return verdict(rule + " is not asked here, so there is nothing to waive")
	case len(others) > 0:
		return verdict(fmt.Sprintf("there is nothing to waive: %s does not speak of %s, but these do: %s", rule, a.name, strings.Join(others, ", ")))
	}
	return verdict(fmt.Sprintf("there is nothing to waive: no rule speaks of %s", a.name))
}

// edit is the edit that writes the waiver: in the place of one that has expired, else as the last one.
func (k *waive) edit(r *analysis.Report, rule string, about subject) yamlfile.Edit {
	entries := []yamlfile.Entry{
		{Key: "rule", Value: yamlfile.Literal(rule)},
		{Key: about.kind, Value: yamlfile.Text(about.name)},
		{Key: "because", Value: yamlfile.Text(k.because)},
		{Key: "until", Value: yamlfile.Literal(k.until.String())},
	}
	if k.by != "" {
		entries = append(entries, yamlfile.Entry{Key: "by", Value: yamlfile.Text(k.by)})
	}
	at, item := yamlfile.At("waivers"), 0
	for _, use := range r.Waivers {
		if use.Waiver.Span.File != about.span.File {
			continue
		}
		if use.Expired && use.Waiver.Rule.Value == rule && about.is(use.Waiver) {
			return yamlfile.Set(at.Item(item), yamlfile.Map(entries...))
		}
		item++
	}
	return yamlfile.Append(at, yamlfile.Map(entries...))
}

// record writes a redraft and says what it changed and where; a dry run prints a patch instead.
func (s *session) record(now redraft, dryRun bool, what string) error {
	if dryRun {
		patch := string(now.patch())
		if isTerminal(s.terminal) {
			patch = visible(patch)
		}
		_, err := io.WriteString(s.stdout, patch)
		return err
	}
	if err := s.outbox.rewrite(now); err != nil {
		return err
	}
	line, lines := now.changed()
	text := now.name + ":" + strconv.Itoa(line) + ": " + what + "\n"
	for _, l := range lines {
		text += "  " + strings.TrimRight(string(l), "\r\n") + "\n"
	}
	return s.print(visible(text))
}
