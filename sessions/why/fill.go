package why

import "strings"

// word returns the words that replace a key in braces when the event does not provide a value.
func word(key string) string {
	switch key {
	case "s":
		return "the socket"
	case "peer":
		return "the peer"
	case "local":
		return "an address"
	case "to":
		return "the address"
	case "option":
		return "the option"
	case "capability":
		return "a capability, CAP_NET_ADMIN or CAP_NET_RAW"
	case "other":
		return "the other socket"
	case "holder":
		return "another socket"
	}
	return ""
}

// fill replaces {s}, {peer}, {local}, {to}, {option}, {capability}, {other}, {holder} and {queue} by the facts
// of an event, and by generic words where a fact is missing.
func fill(text string, facts map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		key, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return b.String()
		}
		text = after
		value := facts[key]
		if value == "" {
			value = word(key)
			if so := b.String(); so == "" || strings.HasSuffix(so, ". ") {
				value = capital(value)
			}
		}
		b.WriteString(value)
	}
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
