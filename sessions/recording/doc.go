// Package recording reads the events of recordings. Those that were made before calls
// kept their values beside their text have the text only; what it says is read here,
// once, so that nothing else takes it apart.
package recording
