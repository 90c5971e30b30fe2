package protocol

import "bytes"

// httpMethod is the method of a request.
type httpMethod uint8

const (
	methodUnknown httpMethod = iota
	methodUnused             // known, but no path allows it
	methodGet
	methodHead
	methodPost
	methodOptions
	methodConnect
)

// findMethod finds a method by its name, which is case-sensitive.
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
	case "PUT", "DELETE", "TRACE", "PATCH": // RFC 9110, section 9.3, and RFC 5789
		return methodUnused
	}
	return methodUnknown
}

// httpRoute is the resource that a path names.
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

// httpMostBytes is the largest N of /bytes/N.
const httpMostBytes = 64 << 20

// cutAuthority cuts the host off a target in absolute form, as in requests to a proxy (RFC 9112, 3.2.2). The authority
// of any other target is nil. The path is empty if nothing follows the host.
func cutAuthority(target []byte) (authority, path []byte) {
	const scheme = "http://"
	if len(target) < len(scheme) || !is(target[:len(scheme)], scheme) {
		return nil, target
	}
	target = target[len(scheme):]
	switch slash := bytes.IndexAny(target, "/?"); {
	case slash < 0:
		return target, nil
	case target[slash] == '?':
		return target[:slash], []byte("/")
	default:
		return target[:slash], target[slash:]
	}
}

// findRoute returns the route of a target, with the N of /bytes/N.
func findRoute(method httpMethod, target []byte) (route httpRoute, size int64, bad httpRefusal) {
	switch {
	case string(target) == "*" && method == methodOptions:
		return routeServer, 0, httpRefusal{}
	case target[0] != '/':
		return routeNone, 0, httpBadTarget
	}
	path, _, _ := bytes.Cut(target, []byte("?"))
	path, ok := decodePath(path)
	if !ok {
		return routeNone, 0, httpBadPercent
	}
	switch string(path) {
	case "/":
		return routePage, 0, httpRefusal{}
	case "/hello":
		return routeHello, 0, httpRefusal{}
	case "/status.json":
		return routeJSON, 0, httpRefusal{}
	case "/metrics":
		return routeMetrics, 0, httpRefusal{}
	case "/chunked":
		return routeChunked, 0, httpRefusal{}
	case "/echo":
		return routeEcho, 0, httpRefusal{}
	}
	if digits, found := bytes.CutPrefix(path, []byte("/bytes/")); found {
		if size, ok := parseDigits(digits); ok && size <= httpMostBytes {
			return routeBytes, size, httpRefusal{}
		}
	}
	return routeNone, 0, httpRefusal{}
}

// allow returns the methods of a route for the field Allow.
func (r httpRoute) allow() string {
	switch r {
	case routeEcho:
		return "POST, OPTIONS"
	case routeServer:
		return "GET, HEAD, POST, OPTIONS"
	default:
		return "GET, HEAD, OPTIONS"
	}
}

// allows reports whether a route allows a method.
func (r httpRoute) allows(m httpMethod) bool {
	if r == routeEcho {
		return m == methodPost
	}
	return m == methodGet || m == methodHead
}
