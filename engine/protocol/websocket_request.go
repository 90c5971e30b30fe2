package protocol

import "encoding/base64"

// webSocketMostRequest is the maximum size of a request, in bytes.
const webSocketMostRequest = 16 << 10

// webSocketAsk is the relevant part of a request, as far as it has arrived. Each line is handled once it is complete.
type webSocketAsk struct {
	size           int         // bytes of the lines so far
	lined          bool        // the request line has arrived
	bad            httpRefusal // the first fault found
	method         httpMethod
	minor          int // of the version HTTP/1.x
	hosts          int
	host           askedHost // of the target, or of Host
	named          bool      // the target has a host
	foreign        bool      // Origin is another server
	body           bool      // the request has a body
	upgrade        bool      // Upgrade names websocket
	connection     bool      // Connection names upgrade
	keys, versions []string  // the fields Sec-WebSocket-Key and Sec-WebSocket-Version
}

// take reads a line without its end. It reports whether the line ends the request.
func (a *webSocketAsk) take(c Conn, line []byte) (whole bool) {
	switch {
	case len(line) == 0:
		return a.lined // RFC 9112, 2.2: empty lines before a request are ignored
	case !a.bad.none():
	case !a.lined:
		a.takeLine(line)
	default:
		a.takeField(c, line)
	}
	return false
}

// takeLine reads the request line.
func (a *webSocketAsk) takeLine(line []byte) {
	a.lined = true
	method, target, minor, bad := cutRequestLine(line)
	a.method, a.minor, a.bad = findMethod(method), minor, bad
	if authority, _ := cutAuthority(target); authority != nil {
		a.named, a.host = true, readHost(authority)
	}
}

// takeField reads a header field and keeps what is needed of it.
func (a *webSocketAsk) takeField(c Conn, line []byte) {
	name, value, bad := cutField(line)
	a.bad = bad
	switch {
	case !bad.none():
	case is(name, "host"):
		if a.hosts++; !a.named { // RFC 9112, 3.2.2: the target's takes precedence
			a.host = readHost(value)
		}
	case is(name, "origin"):
		var own ownHost
		a.foreign = a.foreign || !own.is(c, readOrigin(value))
	case is(name, "content-length"):
		a.body = a.body || string(value) != "0"
	case is(name, "transfer-encoding"):
		a.body = true
	case is(name, "upgrade"):
		a.upgrade = a.upgrade || lists(value, "websocket")
	case is(name, "connection"):
		a.connection = a.connection || lists(value, "upgrade")
	case is(name, "sec-websocket-key"):
		a.keys = append(a.keys, string(value))
	case is(name, "sec-websocket-version"):
		a.versions = append(a.versions, string(value))
	}
}

// misnamed reports whether a request does not have exactly one host, and whether its host is not this server.
func (a *webSocketAsk) misnamed(c Conn) (hostless, foreign bool) {
	var own ownHost
	hostless = a.hosts > 1 || a.hosts == 0 && a.minor > 0
	return hostless, (a.hosts > 0 || a.named) && !own.is(c, a.host)
}

// lists reports whether a comma-separated list has a word, ignoring case.
func lists(list []byte, word string) bool {
	for len(list) > 0 {
		var one []byte
		if one, list = cutWord(list); is(one, word) {
			return true
		}
	}
	return false
}

// wantsSocket reports whether a request is an opening handshake, even a faulty one.
func (a *webSocketAsk) wantsSocket() bool {
	return a.upgrade || len(a.keys) > 0 || len(a.versions) > 0
}

// fault returns what is wrong with an opening handshake, apart from its version (RFC 6455, 4.2.1).
func (a *webSocketAsk) fault() string {
	switch {
	case a.minor == 0:
		return "A WebSocket is opened in HTTP/1.1: HTTP/1.0 knows no Upgrade."
	case a.body:
		return "An opening handshake has no body."
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

// speaks13 reports whether the version is 13, the only one in use.
func (a *webSocketAsk) speaks13() bool { return len(a.versions) == 1 && a.versions[0] == "13" }
