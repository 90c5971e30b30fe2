package race

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
)

func options() Options {
	return Options{Connections: []int{1, 5}, With: []string{"epoll", "poll"}, For: minFor, Rounds: 1,
		Start: func() (*remote.Client, error) { return remote.Start(engine.Options{}) }}
}

func TestARaceTellsOfEveryLapAndModel(t *testing.T) {
	var out bytes.Buffer
	o, svg := options(), filepath.Join(t.TempDir(), "race.svg")
	o.Active = 2
	if err := Report(t.Context(), o, &out, Array, svg); err != nil {
		t.Fatal(err)
	}
	var results []Result
	if err := json.Unmarshal(out.Bytes(), &results); err != nil || len(results) != 4 {
		t.Fatalf("%d results, %v: %s", len(results), err, out.String())
	}
	for _, r := range results {
		if r.PerSecond <= 0 || r.P50 <= 0 || r.P50 > r.P99 || r.CPU <= 0 || r.Calls < 2 || r.Ratio <= 0 {
			t.Errorf("impossible figures: %+v", r)
		}
	}
	if last := results[3]; last.With != "poll" || last.Connections != 5 || last.Active != 2 {
		t.Errorf("the last is %+v", last)
	}
	picture, err := os.ReadFile(svg)
	if err != nil {
		t.Fatal(err)
	}
	for in := xml.NewDecoder(bytes.NewReader(picture)); ; {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is not XML: %v", err)
		}
	}
	if bars := strings.Count(string(picture), "<rect"); bars != 4 {
		t.Errorf("%d bars", bars)
	}
}

func TestATableHasABarForEachAndTheReasonWhereThereIsNone(t *testing.T) {
	var out bytes.Buffer
	err := Table(&out, []Result{
		{With: "epoll", Connections: 2000, Active: 10, PerSecond: 1000, Ratio: 1, P50: 12.3, P99: 4567, P999: 2e6, CPU: 5, Calls: 2.1},
		{With: "poll", Connections: 2000, Active: 10, PerSecond: 500, Ratio: .5},
		{With: "select", Connections: 2000, Missing: "select(2) watches descriptors below 1024 only"},
	})
	text := out.String()
	if err != nil || strings.Count(text, "█") != barRoom+barRoom/2 || !strings.Contains(text, "below 1024") ||
		!strings.Contains(text, "2000 connections, 10 of them active") || !strings.Contains(text, "4.57ms") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	for want, change := range map[string]func(*Options){
		"no readiness":  func(o *Options) { o.With = []string{"epol"} },
		"out of bounds": func(o *Options) { o.Connections = []int{0} },
		"rounds":        func(o *Options) { o.Rounds = 0 },
		"a round is":    func(o *Options) { o.For = time.Hour },
		"needs":         func(o *Options) { o.With = nil },
	} {
		o := options()
		change(&o)
		err := Run(context.Background(), o, func([]Result) {})
		if !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestARaceThatIsInterruptedEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, options(), func([]Result) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}
