// Package paper writes briefs as documents: as Word, PDF, Markdown and HTML, one by
// one or several as one document with a table of contents. What a document says is
// in the Brief; a writer decides how it is set, adds no sentence of its own, and
// writes the same bytes for the same brief.
//
// Word and PDF are made of the same sheets. A sheet is a Brief as blocks of spans,
// in the order in which they are read: titles, paragraphs, items, tables and the
// list of references, with every number of a reference leading to its entry in the
// list. Word gives the sheets real styles, bookmarks and fields, so that they can be
// edited; PDF breaks them into lines and pages, and draws them.
package paper
