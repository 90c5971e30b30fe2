package archive

import "testing"

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 1023: "1023 B", 1024: "1 KiB", 15_500: "16 KiB", 1 << 20: "1 MiB", 3 << 40: "3072 GiB"} {
		if got := Size(n); got != want {
			t.Errorf("%d bytes are %s, not %s", n, got, want)
		}
	}
}
