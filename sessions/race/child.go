package race

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// stops is how long a race that is ended may take to report what it has measured.
const stops = 2 * time.Second

// Child runs a race in a separate process, so that the caller stays responsive, and calls lap after each lap. It ends
// with ctx.
func Child(ctx context.Context, o Options, lap func([]Result)) error {
	if err := o.Check(); err != nil {
		return err
	}
	executable, err := os.Executable()
	if err != nil {
		return fmt.Errorf("the race can't be started: %w", err)
	}
	numbers := make([]string, len(o.Connections))
	for i, n := range o.Connections {
		numbers[i] = strconv.Itoa(n)
	}
	command := exec.CommandContext(ctx, executable, "race", "--laps", "--turns", "--connections", strings.Join(numbers, ","), "--with", strings.Join(o.With, ","),
		"--active", strconv.Itoa(o.Active), "--for", o.For.String(), "--rounds", strconv.Itoa(o.Rounds))
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = stops
	var complaints strings.Builder
	command.Stderr = &complaints
	out, err := command.StdoutPipe()
	if err != nil {
		return fmt.Errorf("the race can't be started: %w", err)
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("the race can't be started: %w", err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var results []Result
		var turn Turn
		switch {
		case json.Unmarshal(lines.Bytes(), &results) == nil:
			lap(results)
		case json.Unmarshal(lines.Bytes(), &turn) == nil:
			o.begins(turn)
		}
	}
	err = command.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && complaints.Len() > 0:
		return errors.New(strings.TrimPrefix(strings.TrimSpace(complaints.String()), "netnet-tui: "))
	}
	return err
}

// Models returns the default readiness models of a race. The others are compared with the first; busy comes last.
func Models() []string {
	return []string{"epoll", "epoll-et", "epoll-oneshot", "io_uring", "poll", "select", "busy"}
}
