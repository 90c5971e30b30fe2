package protocol

import (
	"encoding/base64"
	"strings"
)

// webSocketMostRequest bounds a request, in bytes.
const webSocketMostRequest = 16 << 10

// webSocketAsk is what a request asks for, as far as it matters here.
type webSocketAsk struct {
	method, version string
	hosts           int
	upgrade         bool     // Upgrade names websocket
	connection      bool     // Connection names upgrade
	keys, versions  []string // the fields Sec-WebSocket-Key and Sec-WebSocket-Version
}

// cutRequest cuts the lines of a request from p, up to the empty line. Used is 0 where
// it is not whole.
func cutRequest(p []byte) (lines []string, used int) {
	rest := string(p)
	for {
		line, behind, ok := strings.Cut(rest, "\n")
		if !ok {
			return nil, 0
		}
		rest = behind
		line = strings.TrimSuffix(line, "\r")
		switch {
		case line != "":
			lines = append(lines, line)
		case len(lines) > 0: // RFC 9112, 2.2: empty lines before a request are ignored
			return lines, len(p) - len(rest)
		}
	}
}

// readAsk reads a request. An error is the sentence that is wrong with it.
func readAsk(lines []string) (ask webSocketAsk, bad string) {
	words := strings.Split(lines[0], " ")
	if len(words) != 3 || words[0] == "" || words[1] == "" || !strings.HasPrefix(words[2], "HTTP/") {
		return ask, "The request line is not METHOD TARGET HTTP/1.1 with single spaces."
	}
	ask.method, ask.version = words[0], words[2]
	for _, line := range lines[1:] {
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t") {
			return ask, "A field is not NAME: VALUE, or has a blank before its colon."
		}
		value = strings.Trim(value, " \t")
		switch strings.ToLower(name) {
		case "host":
			ask.hosts++
		case "upgrade":
			ask.upgrade = ask.upgrade || lists(value, "websocket")
		case "connection":
			ask.connection = ask.connection || lists(value, "upgrade")
		case "sec-websocket-key":
			ask.keys = append(ask.keys, value)
		case "sec-websocket-version":
			ask.versions = append(ask.versions, value)
		}
	}
	return ask, ""
}

// lists tells whether a list with commas has a word, in whatever case.
func lists(list, word string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.Trim(one, " \t"), word) {
			return true
		}
	}
	return false
}

// wantsSocket tells whether a request is an opening handshake, be it a wrong one.
func (a webSocketAsk) wantsSocket() bool {
	return a.upgrade || len(a.keys) > 0 || len(a.versions) > 0
}

// fault is the sentence that is wrong with an opening handshake, beside its version
// (RFC 6455, 4.2.1).
func (a webSocketAsk) fault() string {
	switch {
	case a.version == "HTTP/1.0":
		return "A WebSocket is opened in HTTP/1.1: HTTP/1.0 knows no Upgrade."
	case a.hosts != 1:
		return "The request has no Host field, or several."
	case !a.upgrade:
		return "The field Upgrade: websocket is missing."
	case !a.connection:
		return "The field Connection: Upgrade is missing."
	case len(a.versions) > 1:
		return "There are several Sec-WebSocket-Version fields."
	case len(a.keys) != 1:
		return "There is no Sec-WebSocket-Key field, or several."
	}
	if key, err := base64.StdEncoding.DecodeString(a.keys[0]); err != nil || len(key) != 16 {
		return "Sec-WebSocket-Key is not 16 bytes in base64."
	}
	return ""
}

// speaks13 tells whether the version is the one there is.
func (a webSocketAsk) speaks13() bool { return len(a.versions) == 1 && a.versions[0] == "13" }
