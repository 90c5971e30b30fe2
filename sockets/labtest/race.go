//go:build race

package labtest

const raced = true
