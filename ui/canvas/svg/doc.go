// Package svg draws canvases as SVG pictures: one as a still, several as a film animated by CSS alone. The
// pictures need no script and no font of their own, so they work wherever an image can be shown.
//
// The grid holds with any monospace font: text is fitted to its columns, and lines, corners, bars and marks
// are drawn as shapes, which join.
package svg
