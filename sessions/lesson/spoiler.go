package lesson

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// givenAway returns an error if the text before a prediction gives its answer away: it says something that
// only the true choice says, and nothing that only a false one does. Choices are distinguished by names in
// capitals, numbers, quoted texts, and sequences of three words.
func givenAway(before string, chosen Choice, others []Choice) error {
	read := tells(before)
	of := func(c Choice) []string { return tells(c.Text + " " + c.when) }
	var others1 [][]string
	for _, c := range others {
		others1 = append(others1, of(c))
	}
	told := alone(of(chosen), others1, read)
	if told == "" {
		return nil
	}
	for i := range others1 {
		rest := append([][]string{of(chosen)}, slices.Delete(slices.Clone(others1), i, i+1)...)
		if alone(others1[i], rest, read) != "" {
			return nil // the text mentions another choice too
		}
	}
	return fmt.Errorf("the text before the prediction gives it away: %q is in it, and among the choices only in the true one", told)
}

// alone returns the first thing that only one choice says and that was read, or "" if there is none.
func alone(said []string, others [][]string, read []string) string {
	for _, word := range said {
		inOther := slices.ContainsFunc(others, func(other []string) bool { return slices.Contains(other, word) })
		if !inOther && slices.Contains(read, word) {
			return word
		}
	}
	return ""
}

var (
	capitals = pattern(`^[A-Z][A-Z0-9]+([_-][A-Z0-9]+)*$`)
	digits   = pattern(`^[0-9][0-9,.]*$`)
	quoted   = pattern(`"[^"]+"`)
)

// numerals maps number words to digits. "one" is left out, because it is also a pronoun.
var numerals = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"once": "1", "twice": "2",
}

// common lists names in capitals that distinguish nothing.
var common = []string{"TCP", "UDP", "IP", "API", "OK", "FIN", "SYN", "ACK"}

// tells returns the words and sequences of words that characterize a text.
func tells(text string) []string {
	list := quoted().FindAllString(text, -1)
	var words []string
	for word := range strings.FieldsSeq(text) {
		word = strings.TrimFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		if word == "" {
			continue
		}
		switch number := numerals[strings.ToLower(word)]; {
		case number != "":
			list = append(list, number)
		case capitals().MatchString(word) && !slices.Contains(common, word), digits().MatchString(word):
			list = append(list, strings.ReplaceAll(word, ",", ""))
		}
		words = append(words, strings.ToLower(word))
	}
	for i := range max(0, len(words)-2) {
		list = append(list, strings.Join(words[i:i+3], " "))
	}
	return list
}
