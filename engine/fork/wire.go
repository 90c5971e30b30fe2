package fork

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// served is what a process does on request: the calls of a kernel, and what is needed to act as a forked copy.
type served interface {
	sockets.Kernel
	// Place moves copies that have come through the socket to those numbers, with or without FD_CLOEXEC. A copy whose
	// number is taken gets another, so Place returns where they are.
	Place(numbers []int, cloexec []bool) (placed []int, err error)
	// Inode returns the inode of a descriptor's socket; 0 if it is not open.
	Inode(fd int) uint32
	// Exit ends the process, and does not return.
	Exit()
}

// request is one line to the process.
type request struct {
	ID        uint64
	Method    string            // of served
	Args      []json.RawMessage // one per parameter
	Fills     bool              // the call writes into its arguments
	Sleeps    bool              // the call is made on a thread of its own
	Interrupt bool              // interrupts the call with that ID, instead of making one
}

// reply is one line from the process.
type reply struct {
	ID      uint64
	Entered bool // the call sleeps: another reply follows
	Results []json.RawMessage
	Filled  []json.RawMessage // the arguments that the call may have filled in, null for the others
	Took    time.Duration
	Failed  *failure
}

// failure is the error of a call.
type failure struct {
	Call  string
	Errno unix.Errno
	Text  string // if there is no errno
}

// fails converts an error for sending.
func fails(err error) *failure {
	var call *os.SyscallError
	if errors.As(err, &call) {
		return &failure{Call: call.Syscall, Errno: sockets.Errno(err)}
	}
	return &failure{Text: err.Error()}
}

// error converts it back.
func (f *failure) error() error {
	switch {
	case f == nil:
		return nil
	case f.Errno != 0:
		return os.NewSyscallError(f.Call, f.Errno)
	}
	return errors.New(f.Text)
}

// fillable reports whether a call may write into an argument of this type.
func fillable(t reflect.Type) bool { return t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer }

// perform makes the call of a request.
func perform(calls map[string]any, r request) (answer reply, err error) {
	known, ok := calls[r.Method]
	if !ok {
		return reply{}, fmt.Errorf("there is no call %s", r.Method)
	}
	method := reflect.ValueOf(known)
	t := method.Type()
	in := make([]reflect.Value, t.NumIn())
	for i := range in {
		value := reflect.New(t.In(i))
		if err := json.Unmarshal(r.Args[i], value.Interface()); err != nil {
			return reply{}, err
		}
		in[i] = value.Elem()
	}
	answer.ID = r.ID
	began := time.Now()
	call := method.Call
	if t.IsVariadic() {
		call = method.CallSlice
	}
	results := call(in)
	answer.Took = time.Since(began)
	for _, result := range results {
		if err, ok := result.Interface().(error); ok {
			answer.Failed = fails(err)
			continue
		}
		if result.Type() == reflect.TypeFor[error]() {
			continue
		}
		text, err := json.Marshal(result.Interface())
		if err != nil {
			return reply{}, err
		}
		answer.Results = append(answer.Results, text)
	}
	for _, value := range in {
		if !r.Fills {
			break
		}
		var text json.RawMessage
		if fillable(value.Type()) {
			if text, err = json.Marshal(value.Interface()); err != nil {
				return reply{}, err
			}
		}
		answer.Filled = append(answer.Filled, text)
	}
	return answer, nil
}

// take stores the answer of a call: results point to where its results go, and args are its arguments.
func (r reply) take(args, results []any) error {
	for i, into := range results {
		if i < len(r.Results) {
			if err := json.Unmarshal(r.Results[i], into); err != nil {
				return err
			}
		}
	}
	for i, arg := range args {
		if value := reflect.ValueOf(arg); i < len(r.Filled) && r.Filled[i] != nil && fillable(value.Type()) {
			if err := fill(value, r.Filled[i]); err != nil {
				return err
			}
		}
	}
	return r.Failed.error()
}

// fill copies what a call has filled in to its caller's argument.
func fill(value reflect.Value, text json.RawMessage) error {
	filled := reflect.New(value.Type())
	if err := json.Unmarshal(text, filled.Interface()); err != nil {
		return err
	}
	settle(value, filled.Elem())
	return nil
}

// settle sets the elements of a slice, or what a pointer points to. Buffers keep their memory.
func settle(to, from reflect.Value) {
	switch to.Kind() {
	case reflect.Slice:
		for i := range min(to.Len(), from.Len()) {
			settleOne(to.Index(i), from.Index(i))
		}
	case reflect.Pointer:
		if !to.IsNil() && !from.IsNil() {
			settleOne(to.Elem(), from.Elem())
		}
	}
}

// settleOne sets a value: buffers among the fields of a struct are filled, other fields replaced.
func settleOne(to, from reflect.Value) {
	buffers := reflect.TypeFor[[][]byte]()
	switch {
	case to.Kind() == reflect.Slice:
		settle(to, from)
	case to.Kind() == reflect.Struct:
		for i := range to.NumField() {
			if to.Field(i).Type() == buffers {
				settle(to.Field(i), from.Field(i))
			} else {
				to.Field(i).Set(from.Field(i))
			}
		}
	default:
		to.Set(from)
	}
}
