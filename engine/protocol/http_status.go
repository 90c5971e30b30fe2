package protocol

import (
	"encoding/json"
	"reflect"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// httpRows is the maximum number of connections that the status page lists.
const httpRows = 100

// statusText is one way to show the server's status.
type statusText struct {
	rows int // the maximum number of connections listed
	kind string
	make func(status.Server) string
	cached[string]
}

func statusTexts() map[httpRoute]*statusText {
	return map[httpRoute]*statusText{
		routePage:    {rows: httpRows, kind: typeHTML, make: statusPage},
		routeJSON:    {rows: httpRows, kind: typeJSON, make: statusJSON},
		routeMetrics: {kind: typeMetrics, make: metrics},
	}
}

// text returns the server's status at now, or shortly before.
func (t *statusText) text(host Host, now time.Time) string {
	return t.get(now, func() string {
		s := host.Status(t.rows)
		printable(reflect.ValueOf(&s).Elem())
		return t.make(s)
	})
}

// statusJSON returns the status of a server as JSON.
func statusJSON(s status.Server) string {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil { // possible only for a NaN or an infinity
		text, _ = json.Marshal(map[string]string{"error": err.Error()})
	}
	return string(text) + "\n"
}

// printable makes every string in a value safe to show: the names of listeners and peers come from elsewhere, and the
// status may be read on a terminal.
func printable(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(sockets.Printable(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			printable(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			printable(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			printable(v.Elem())
		}
	default: // no strings
	}
}
