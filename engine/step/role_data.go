package step

import (
	"strconv"
	"strings"
)

// text reads a quoted text, perhaps repeated: 64KiB*"x".
func (p *parser) text() error {
	w, err := p.need(`a text in quotes, such as "hello"`)
	if err != nil {
		return err
	}
	if !w.quoted {
		return p.wrong(w, "a text stands in quotes: write %q, or 64KiB*\"x\" to repeat one", Clip(w.raw))
	}
	text := Text{Body: w.text}
	if w.prefix != "" {
		times, ok := strings.CutSuffix(w.prefix, "*")
		n, err := ParseSize(times)
		if !ok || err != nil || n == 0 {
			return p.wrong(w, "%q can't stand before a text: write a number of times and *, such as 64KiB*\"x\"", Clip(w.prefix))
		}
		text.Times = n
	}
	if text.Times > LongestText || text.Len() > LongestText {
		return p.wrong(w, "one step sends at most %s", FormatSize(LongestText))
	}
	p.step.Text = &text
	return nil
}

func (p *parser) size() error {
	w, err := p.need("a size in bytes, such as 100 or 64KiB")
	if err != nil {
		return err
	}
	n, err := ParseSize(w.raw)
	if err != nil || w.quoted {
		return p.wrong(w, "%q is no size: write bytes as 100, 64KiB or 2MiB", Clip(w.raw))
	}
	if n > LongestText {
		return p.wrong(w, "one step receives at most %s", FormatSize(LongestText))
	}
	p.step.Size = int(n)
	return nil
}

// count reads a whole number. What looks like a duration is left for the timeout.
func (p *parser) count(param Param) error {
	n, err := strconv.ParseInt(p.peek(), 10, 32)
	if err != nil {
		if _, err := ParseDuration(p.peek()); err == nil && param.Optional && p.verb.Name == "epoll_wait" {
			return nil
		}
		return p.wrong(p.words[0], "%q is no %s: write a whole number", Clip(p.words[0].raw), param.Name)
	}
	p.take()
	count := int(n)
	p.step.Count = &count
	return nil
}

func (p *parser) timeout() error {
	w, err := p.need("a duration, such as 200ms")
	if err != nil {
		return err
	}
	d, err := ParseDuration(w.raw)
	if err != nil || w.quoted || d < 0 && p.verb.Group == GroupControl {
		return p.wrong(w, "%q is no duration: write a number with us, ms, s or m, such as 200ms", Clip(w.raw))
	}
	p.step.Timeout = &d
	return nil
}
