package system

import (
	"testing"
	"time"
)

// BenchmarkOwners measures finding out who has which socket: the first time, and once a second.
func BenchmarkOwners(b *testing.B) {
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			NewOwners().Refresh(time.Now())
		}
	})
	b.Run("warm", func(b *testing.B) {
		o := NewOwners()
		now := time.Now()
		o.Refresh(now)
		for b.Loop() {
			o.Refresh(now)
		}
	})
}
