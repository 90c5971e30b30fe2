package step

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sockets"
)

// outcomes reads the expected outcome: => one alternative, or several separated by |.
func (p *parser) outcomes() error {
	if len(p.words) == 0 {
		return nil
	}
	want, err := p.alternatives(p.words[0], p.words[1:])
	p.words, p.step.Want = nil, want
	return err
}

// alternatives reads the outcomes separated by |. at is the word they follow.
func (p *parser) alternatives(at word, from []word) ([]Outcome, error) {
	answer := p.answer()
	if answer == AnswerNothing {
		return nil, p.wrong(at, "%s gives no answer, so it takes no outcome", p.verb.Name)
	}
	var list []Outcome
	for {
		n := slices.IndexFunc(from, func(w word) bool { return w.raw == "|" })
		words := from
		if n >= 0 {
			words = from[:n]
		}
		if len(words) == 0 {
			column := p.end
			if n == 0 {
				column = from[0].column
			}
			return nil, &Error{Column: column, Message: "an outcome is missing here: write an errno, ok, a number, a text, …"}
		}
		outcome, err := p.outcome(answer, words)
		if err != nil {
			return nil, err
		}
		list = append(list, outcome)
		if n < 0 {
			return list, nil
		}
		from = from[n+1:]
	}
}

// answer returns the kind of answer that the step gives; for join, that of the spawned call.
func (p *parser) answer() Answer {
	if p.verb.Answer != AnswerTask {
		return answerOf(p.step)
	}
	if spawned, ok := p.scope.spawned[p.step.Task]; ok {
		return answerOf(spawned)
	}
	return AnswerTask
}

// errnoWord matches a word that looks like an errno.
var errnoWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^E[A-Z0-9]+$`) })

func (p *parser) outcome(answer Answer, words []word) (Outcome, error) {
	w := words[0]
	if w.quoted {
		return p.textOutcome(answer, words)
	}
	raws := make([]string, len(words))
	for i, w := range words {
		if w.quoted {
			return Outcome{}, p.wrong(w, "%s can't follow %s in one outcome", Clip(w.raw), Clip(words[0].raw))
		}
		raws[i] = w.raw
	}
	o := Outcome{Word: strings.Join(raws, " ")}
	if errnoWord().MatchString(w.raw) && len(words) == 1 {
		if !KnownErrno(w.raw) {
			return o, p.wrong(w, "there is no errno %s%s", Clip(w.raw), p.suggest(w.raw, sockets.ErrnoNames))
		}
		return o, nil
	}
	if o.Word == "ok" || o.Word == "error" || o.Word == "-1" {
		return o, nil
	}
	if answer == AnswerReady {
		if err := p.readyOutcome(words); err != nil {
			return o, err
		}
	}
	if answer == AnswerAddress {
		return o, p.checkAddress(w, o.Word, Address.CheckWanted)
	}
	if upper := strings.ToUpper(o.Word); KnownErrno(upper) {
		return o, p.wrong(w, "there is no errno %s (did you mean %s?)", Clip(o.Word), upper)
	}
	if err := o.Check(answer, p.asked(), p.flagNames()); err != nil {
		if asked := p.asked(); asked != nil && answer == AnswerValue {
			return o, p.wrong(w, "%s%s", err, p.suggest(o.Word, func() []string { return values(asked.Name) }))
		}
		return o, p.refused(w, err)
	}
	return o, nil
}

// asked returns the option whose value the step answers.
func (p *parser) asked() *OptionRef {
	if spawned, ok := p.scope.spawned[p.step.Task]; ok && p.verb.Name == "join" {
		return spawned.Option
	}
	return p.step.Option
}

// flagNames returns the names of the flags that the step answers, if it answers flags.
func (p *parser) flagNames() *Constants {
	asking := p.step
	if spawned, ok := p.scope.spawned[p.step.Task]; ok && p.verb.Name == "join" {
		asking = spawned
	}
	_, names := asking.requestAnswer()
	return names
}

// textOutcome reads "text" and ~"text". For an address, quotes only keep its words together.
func (p *parser) textOutcome(answer Answer, words []word) (Outcome, error) {
	w := words[0]
	o := Outcome{Quoted: true, Text: w.text, Contains: w.prefix == "~"}
	address := answer == AnswerAddress && (w.prefix == "" || w.prefix == "~" || strings.HasPrefix(w.prefix, "unix:"))
	switch {
	case w.prefix != "" && !o.Contains && !address:
		return o, p.wrong(w, `%q can't stand before a text: write "text", or ~"text" for a part of it`, Clip(w.prefix))
	case len(words) > 1:
		return o, p.wrong(words[1], "one text is one outcome: write | between several")
	case address && w.prefix == "~":
		return o, p.wrong(w, "an address is held whole: write \"unix:/path\"")
	case address:
		o.Text = []byte(w.prefix + string(w.text))
		return o, p.checkAddress(w, string(o.Text), Address.CheckWanted)
	case answer != AnswerText && answer != AnswerValue && answer != AnswerSetting && answer != AnswerTask:
		return o, p.wrong(w, "%s answers %s, not a text", p.verb.Name, answer)
	}
	return o, nil
}

// readyOutcome checks the sockets of s:in c:out.
func (p *parser) readyOutcome(words []word) error {
	for _, w := range words {
		name, _, ok := strings.Cut(w.raw, ":")
		if !ok {
			continue
		}
		if _, err := parseInterests([]string{w.raw}); err != nil {
			return p.refused(w, err)
		}
		if err := p.scope.check(p, w, name); err != nil {
			return err
		}
	}
	return nil
}
