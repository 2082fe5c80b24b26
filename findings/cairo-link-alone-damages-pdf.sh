#!/usr/bin/env bash
# Cairo 1.16.0 (Debian 12) writes a damaged PDF when a link is all that is tagged: cairo_tag_begin(CAIRO_TAG_LINK) with a web address, as its
# documentation shows it, without a structure tag (Document, P, ...) around. One object of the file is listed in its table and never written.
# Most viewers repair such a file without a word; qpdf calls it damaged and ends with 3, and so do printers and archives that check.
# The same link within a "P" is sound. So whoever puts an address onto a sheet for patients has to mark its paragraphs as well.
# Run by hand: bash findings/cairo-link-alone-damages-pdf.sh. Exit 0: as described; 1: it behaves otherwise now.
# Seen with libcairo2 1.16.0-7 and qpdf 11.3.0-1+deb12u1: "expected 3 0 obj" for the bare link, no error for the other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in libcairo2=1.16.0-7 qpdf=11.3.0-1+deb12u1 libqpdf29=11.3.0-1+deb12u1; do apt-get download -qq "$package" 2> /dev/null; done
for archive in *.deb; do dpkg -x "$archive" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu"
python3 - "$LD_LIBRARY_PATH/libcairo.so.2" << 'PY'
import ctypes, sys

cairo = ctypes.CDLL(sys.argv[1])
for name in ("cairo_pdf_surface_create", "cairo_create"):
    getattr(cairo, name).restype = ctypes.c_void_p
cairo.cairo_version_string.restype = ctypes.c_char_p


def page(path, around):
    surface = ctypes.c_void_p(cairo.cairo_pdf_surface_create(path, ctypes.c_double(200), ctypes.c_double(100)))
    context = ctypes.c_void_p(cairo.cairo_create(surface))
    if around:
        cairo.cairo_tag_begin(context, around, b"")
    cairo.cairo_tag_begin(context, b"Link", b"uri='https://example.org'")
    cairo.cairo_rectangle(context, *(ctypes.c_double(value) for value in (20, 20, 50, 20)))
    cairo.cairo_fill(context)
    cairo.cairo_tag_end(context, b"Link")
    if around:
        cairo.cairo_tag_end(context, around)
    cairo.cairo_show_page(context)
    cairo.cairo_surface_finish(surface)


page(b"alone.pdf", None)
page(b"inside.pdf", b"P")
print("cairo", cairo.cairo_version_string().decode())
PY
alone=0 inside=0
root/usr/bin/qpdf --check alone.pdf > alone.txt 2>&1 || alone=$?
root/usr/bin/qpdf --check inside.pdf > inside.txt 2>&1 || inside=$?
echo "a link alone: qpdf ends with $alone ($(grep -o 'file is damaged' alone.txt || echo 'no damage')); within a paragraph: $inside"
[ "$alone" = 3 ] && [ "$inside" = 0 ]
