package step

import "strings"

// Begins reports whether a text looks like the beginning of a step: a verb, or names to be assigned.
func Begins(text string) bool {
	names, _, assigns := strings.Cut(text, "=")
	if assigns && strings.Trim(names, " \t,_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return strings.TrimSpace(names) != ""
	}
	words := strings.Fields(text)
	if len(words) == 0 || strings.TrimLeft(text, " \t") != text {
		return false
	}
	return words[0] == strings.ToLower(words[0]) && word{raw: words[0]}.begins()
}
