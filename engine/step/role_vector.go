package step

import "fmt"

// The vectors of sendmsg, recvmsg, writev and readv.
var (
	RoleTexts Role = textsRole{"texts"} // the parts of a message to send
	RoleSizes Role = sizesRole{"sizes"} // the sizes of the parts of a buffer
)

// textsRole is one or more texts.
type textsRole struct{ role }

func (textsRole) lacks(s *Step) bool { return len(s.Texts) == 0 }

func (textsRole) print(s *Step) []string {
	words := make([]string, len(s.Texts))
	for i, text := range s.Texts {
		words[i] = text.String()
	}
	return words
}

func (textsRole) check(s *Step, _ Param) error {
	if len(s.Texts) > mostParts {
		return fmt.Errorf("one step sends at most %d parts", mostParts)
	}
	total := int64(0)
	for _, text := range s.Texts {
		if err := text.check(); err != nil {
			return err
		}
		if total += text.Len(); total > longestText {
			return fmt.Errorf("one step sends at most %s", FormatSize(longestText))
		}
	}
	return nil
}

func (r textsRole) read(p *parser, param Param) error {
	first := p.here()
	for again := true; again; again = !p.done() && p.words[0].quoted {
		text, err := p.text()
		if err != nil {
			return err
		}
		p.step.Texts = append(p.step.Texts, text)
	}
	if err := r.check(&p.step, param); err != nil {
		return p.wrong(first, "%s", err)
	}
	return nil
}

// sizesRole is one or more sizes.
type sizesRole struct{ role }

func (sizesRole) lacks(s *Step) bool { return len(s.Sizes) == 0 }

func (sizesRole) print(s *Step) []string {
	words := make([]string, len(s.Sizes))
	for i, size := range s.Sizes {
		words[i] = FormatSize(int64(size))
	}
	return words
}

func (sizesRole) check(s *Step, _ Param) error {
	if len(s.Sizes) > mostParts {
		return fmt.Errorf("one step receives at most %d parts", mostParts)
	}
	total := 0
	for _, size := range s.Sizes {
		if size < 0 || size > longestText || total+size > longestText {
			return fmt.Errorf("one step receives at most %s", FormatSize(longestText))
		}
		total += size
	}
	return nil
}

func (r sizesRole) read(p *parser, param Param) error {
	first := p.here()
	for again := true; again; again = isSize(p.peek()) {
		size, err := p.size(longestText)
		if err != nil {
			return err
		}
		p.step.Sizes = append(p.step.Sizes, size)
	}
	if err := r.check(&p.step, param); err != nil {
		return p.wrong(first, "%s", err)
	}
	return nil
}

func isSize(word string) bool {
	_, err := ParseSize(word)
	return err == nil
}
