package protocol

import (
	"encoding/json"
	"reflect"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// httpRows is how many connections the status page lists at most.
const httpRows = 100

// statusText is one way to show the server's status.
type statusText struct {
	rows int // connections it lists at most
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

// text shows the server at now, or shortly before.
func (t *statusText) text(host Host, now time.Time) string {
	return t.get(now, func() string {
		s := host.Status(t.rows)
		printable(reflect.ValueOf(&s).Elem())
		return t.make(s)
	})
}

// statusJSON is a server in JSON.
func statusJSON(s status.Server) string {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil { // only a NaN or an infinity can be the reason
		text, _ = json.Marshal(map[string]string{"error": err.Error()})
	}
	return string(text) + "\n"
}

// printable makes every text in a value safe to show: the names of listeners and peers come
// from elsewhere, and the status may be read on a terminal.
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
	default: // no text
	}
}
