package protocol

import "bytes"

// httpMethod is a method that some path allows.
type httpMethod uint8

const (
	methodOther httpMethod = iota
	methodGet
	methodHead
	methodPost
	methodOptions
	methodConnect
)

// findMethod finds a method by its name, whose case matters.
func findMethod(name []byte) httpMethod {
	switch string(name) {
	case "GET":
		return methodGet
	case "HEAD":
		return methodHead
	case "POST":
		return methodPost
	case "OPTIONS":
		return methodOptions
	case "CONNECT":
		return methodConnect
	}
	return methodOther
}

// httpRoute is what a path leads to.
type httpRoute uint8

const (
	routeNone httpRoute = iota
	routeServer
	routePage
	routeJSON
	routeMetrics
	routeHello
	routeChunked
	routeBytes
	routeEcho
)

// httpMostBytes is the most that /bytes/N gives.
const httpMostBytes = 64 << 20

// cutAuthority cuts the host off a target that has one, as requests to a proxy do (RFC 9112,
// 3.2.2). The authority of any other is nil.
func cutAuthority(target []byte) (authority, path []byte) {
	const scheme = "http://"
	if len(target) < len(scheme) || !is(target[:len(scheme)], scheme) {
		return nil, target
	}
	target = target[len(scheme):]
	switch slash := bytes.IndexAny(target, "/?"); {
	case slash < 0:
		return target, []byte("/")
	case target[slash] == '?':
		return target[:slash], []byte("/")
	default:
		return target[:slash], target[slash:]
	}
}

// findRoute finds what a target leads to; ok is false if it is not a target at all.
func findRoute(method httpMethod, target []byte) (route httpRoute, size int64, ok bool) {
	if string(target) == "*" {
		return routeServer, 0, method == methodOptions
	}
	if target[0] != '/' {
		return routeNone, 0, false
	}
	path, _, _ := bytes.Cut(target, []byte("?"))
	switch string(path) {
	case "/":
		return routePage, 0, true
	case "/hello":
		return routeHello, 0, true
	case "/status.json":
		return routeJSON, 0, true
	case "/metrics":
		return routeMetrics, 0, true
	case "/chunked":
		return routeChunked, 0, true
	case "/echo":
		return routeEcho, 0, true
	}
	if digits, found := bytes.CutPrefix(path, []byte("/bytes/")); found {
		if size, ok := parseDigits(digits); ok && size <= httpMostBytes {
			return routeBytes, size, true
		}
	}
	return routeNone, 0, true
}

// allow lists the methods of a route.
func (r httpRoute) allow() string {
	if r == routeEcho {
		return "POST, OPTIONS"
	}
	return "GET, HEAD, OPTIONS"
}

// allows reports whether a route allows a method.
func (r httpRoute) allows(m httpMethod) bool {
	if r == routeEcho {
		return m == methodPost
	}
	return m == methodGet || m == methodHead
}
