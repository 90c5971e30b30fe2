package step

import (
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Completion describes how a line being typed can continue.
type Completion struct {
	From      int      // the byte at which the word being typed begins
	Words     []string // candidates for it, best first
	Signature string   // of the verb
	Summary   string   // of the verb
}

// Lists are the names that a line can continue with. The kernel's are requested only when needed.
type Lists struct {
	status.Offers                                 // known only to the engine
	Processes     []string                        // forked processes
	Bench         []string                        // sockets and calls
	Counters      func() []string                 // of the kernel
	Settings      func() []string                 // the keys that sysctl takes
	Setting       func(key string) (value string) // the current value of a setting, "" if unknown
}

// Complete returns how a line can continue.
func Complete(line string, lists Lists) Completion {
	from := strings.LastIndexAny(line, " \t") + 1
	c := Completion{From: from}
	words := strings.Fields(line[:from])
	typed := line[from:]
	lists.Bench = namesAt(words, lists.Bench)
	words, before := behindPrefixes(words)
	if before.Name != "" {
		c.Signature, c.Summary = before.Signature(), before.Summary
		if before.offers != nil {
			c.Words = matching(typed, before.offers(lists))
		}
		return c
	}
	if at := slices.Index(words, "="); at >= 0 {
		words, _ = behindPrefixes(words[at+1:])
	}
	if len(words) == 0 {
		c.Words = matching(typed, verbNames())
		if verb, ok := FindVerb(typed); ok {
			c.Signature, c.Summary = verb.Signature(), verb.Summary
		} else if prefix, ok := findPrefix(typed); ok {
			c.Signature, c.Summary = prefix.Signature(), prefix.Summary
		}
		return c
	}
	if words[0] == "spawn" && len(words) >= 3 {
		if words, _ = behindPrefixes(words[2:]); len(words) == 0 {
			c.Words = matching(typed, verbNames())
			return c
		}
	}
	verb, ok := FindVerb(words[0])
	if !ok {
		return c
	}
	c.Signature, c.Summary = verb.Signature(), verb.Summary
	if slices.Contains(words, arrow) {
		c.Words = matching(typed, outcomeStarts())
		return c
	}
	c.Words = matching(typed, candidates(verb, words[1:], typed, lists))
	if key := settingOf(verb, append(words[1:], typed)); key != "" {
		if value := lists.Setting(key); value != "" {
			c.Signature += ", now " + value
		}
	}
	if said := indexesOf(verb, words[1:], lists.Offers); said != "" {
		c.Summary = said
	}
	return c
}

// settingOf returns the kernel setting that a line is about, or "" if it names none yet.
func settingOf(verb *Verb, words []string) string {
	if verb.takes(RoleKey) && settingKey().MatchString(words[0]) {
		return words[0]
	}
	return ""
}

// indexesOf says which interfaces have the indexes that an option takes: "1 lo, 2 veth0". It is "" for other options.
func indexesOf(verb *Verb, arguments []string, offers status.Offers) string {
	if !verb.takes(RoleValue) || len(arguments) < 2 {
		return ""
	}
	o, ok := sockopts.Find(arguments[len(arguments)-1])
	if !ok {
		return ""
	}
	var said []string
	for _, index := range offers.Values[o.Name] {
		if name := offers.Interface(o, index); name != "" {
			said = append(said, index+" "+name)
		}
	}
	return strings.Join(said, ", ")
}

// namesAt returns the names of bench as seen by the process that makes the step.
func namesAt(words, bench []string) []string {
	at := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, "at") })
	if at < 0 || at+1 >= len(words) {
		return bench
	}
	return namesIn(words[at+1], bench)
}

// outcomeStarts returns the words that can be outcomes of any verb.
func outcomeStarts() []string {
	return append([]string{"ok", "error", "eof", "none"}, sockets.ErrnoNames()...)
}

// behindPrefixes skips the prefixes of a step. typing is the prefix whose own words are still being typed, or the zero
// Prefix.
func behindPrefixes(words []string) (rest []string, typing Prefix) {
	for len(words) > 0 {
		prefix, ok := findPrefix(words[0])
		if !ok {
			break
		}
		n := 2
		if prefix.outcome {
			n = 1 + slices.IndexFunc(words[1:], func(w string) bool { return word{raw: w}.begins() })
			if n == 0 { // there is no verb yet
				n = len(words)
			}
			if n == 1 || words[n-1] == "|" {
				return nil, prefix
			}
		}
		if len(words) < n {
			return nil, prefix
		}
		words = words[n:]
	}
	return words, Prefix{}
}

// candidates returns the words that can be the next argument of a verb.
func candidates(verb *Verb, arguments []string, typed string, lists Lists) []string {
	at := place{verb: verb.Name, arguments: arguments, typed: typed, Lists: lists}
	if verb.takes(RoleLength) {
		return aroundLength(at, verb)
	}
	return completeParam(at, verb.Params)
}

// completeParam completes the parameter that a word belongs to.
func completeParam(at place, params []Param) []string {
	n := min(len(at.arguments), len(params)-1)
	if n < 0 {
		return nil
	}
	at.beyond = len(at.arguments) > n
	return params[n].Role.complete(at)
}

func suffixed(names []string, suffixes ...string) []string {
	var list []string
	for _, name := range names {
		for _, suffix := range suffixes {
			list = append(list, name+suffix)
		}
	}
	return list
}

// matching returns the words that match what has been typed: first those that begin with it, then those that contain
// it.
func matching(typed string, words []string) []string {
	var begin, inside []string
	for _, word := range words {
		switch lower := strings.ToLower(word); {
		case strings.HasPrefix(word, typed) || strings.HasPrefix(lower, strings.ToLower(typed)):
			begin = append(begin, word)
		case strings.Contains(lower, strings.ToLower(typed)):
			inside = append(inside, word)
		}
	}
	return append(begin, inside...)
}
