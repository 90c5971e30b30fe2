package message

import (
	"strings"

	"netnet-tui/engine/status"
)

// KindOf returns the kind of a descriptor from its link in /proc: pipe, memfd, epoll, eventfd, …; "" for a socket.
func KindOf(link string) string {
	switch {
	case strings.HasPrefix(link, "socket:"):
		return ""
	case strings.HasPrefix(link, "/memfd:"):
		return "memfd"
	case link == "anon_inode:[eventpoll]":
		return status.KindEpoll
	case strings.HasPrefix(link, "anon_inode:"):
		return strings.Trim(strings.TrimPrefix(link, "anon_inode:"), "[]")
	case strings.HasPrefix(link, "/"):
		return "file"
	}
	kind, _, _ := strings.Cut(link, ":")
	return kind
}
