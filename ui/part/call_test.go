package part

import (
	"fmt"
	"strings"
	"testing"

	"netnet-tui/engine"
)

func TestTheKindOfAnAnswer(t *testing.T) {
	roles := map[string]bool{}
	for _, errno := range []string{"", "EAGAIN", "ECONNREFUSED"} {
		roles[fmt.Sprint(answerRole(errno))] = true
	}
	if len(roles) != 3 || answerRole("EINPROGRESS") != answerRole("EAGAIN") || answerRole("EBADF") != answerRole("ECONNREFUSED") {
		t.Error("an answer, one that asks to come again, and an error must look different")
	}
}

// The data of a call is shortened before its answer, whatever the width.
func TestTheAnswerOfACallIsNotCut(t *testing.T) {
	data := `"` + strings.Repeat(`\x9f`, 64) + `"...`
	for _, test := range []struct {
		call engine.Call
		want string
	}{
		{engine.Call{Name: "recvfrom", Args: []string{"s_12345", data, "65536", "MSG_DONTWAIT", "NULL", "NULL"}, Ret: 64}, " = 64"},
		{engine.Call{Name: "sendto", Args: []string{"s_12345", data, "64", "MSG_DONTWAIT", "NULL", "0"}, Ret: -1, Errno: "EAGAIN"}, " = -1 EAGAIN"},
		{engine.Call{Name: "epoll_wait", Args: []string{"3", "[]", "1024", "0"}, Ret: 0}, "epoll_wait(3, [], 1024, 0) = 0"},
	} {
		for w := 40; w < 400; w++ {
			line := Call(test.call, w)
			if line.Width() > w || !strings.Contains(line.String(), test.want) || !strings.HasPrefix(line.String(), string(test.call.Name)+"(") {
				t.Fatalf("in %d columns it is %s", w, line)
			}
		}
	}
}
