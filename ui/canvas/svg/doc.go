// Package svg draws canvases as pictures: one as a still, several as a film that moves by
// CSS alone. The pictures need no script and no font of their own, so they are shown
// wherever an image may stand.
//
// The grid holds whatever monospace font there is: text is fitted to its columns, and
// lines, corners, bars and marks are drawn as shapes, which join.
package svg
