package studio.likeness.corpus.imports;

import java.util.ArrayList;
import java.util.List;

/// A text as its sections, each a list of paragraphs, without markup. A section's heading is its
/// first paragraph.
///
/// @param title the first heading, or empty
record Prose(String title, List<List<String>> sections) {
    /// Collects lines into paragraphs and paragraphs into sections.
    static final class Builder {
        private final List<List<String>> sections = new ArrayList<>();
        private List<String> section = new ArrayList<>();
        private final StringBuilder paragraph = new StringBuilder();
        private String title = "";

        /// Goes on with the paragraph: with a space between, but not between Chinese characters.
        void line(String line) {
            if (!paragraph.isEmpty() && !line.isEmpty()) {
                boolean chinese =
                        isFullWidth(paragraph.charAt(paragraph.length() - 1))
                                && isFullWidth(line.charAt(0));
                paragraph.append(chinese ? "" : " ");
            }
            paragraph.append(line);
        }

        boolean inParagraph() {
            return !paragraph.isEmpty();
        }

        void endParagraph() {
            var text = paragraph.toString().strip();
            paragraph.setLength(0);
            if (!text.isEmpty()) {
                section.add(text);
            }
        }

        /// The first heading of all is the title; later ones begin a section and stay in it.
        void heading(String text) {
            endParagraph();
            if (text.isEmpty()) {
                return;
            }
            endSection();
            if (title.isEmpty() && sections.isEmpty()) {
                title = text;
            } else {
                section.add(text);
            }
        }

        /// Makes the open paragraph a heading.
        void underline() {
            var text = paragraph.toString().strip();
            paragraph.setLength(0);
            heading(text);
        }

        Prose build() {
            endParagraph();
            endSection();
            return new Prose(title, List.copyOf(sections));
        }

        private void endSection() {
            if (!section.isEmpty()) {
                sections.add(List.copyOf(section));
                section = new ArrayList<>();
            }
        }
    }

    /// Whether it is written without spaces around it: Chinese characters and their punctuation.
    static boolean isFullWidth(int c) {
        boolean character = (c >= 0x2E80 && c < 0xAC00) || (c >= 0xF900 && c <= 0xFAFF);
        boolean form = (c >= 0xFE30 && c <= 0xFFEF) || c >= 0x20000;
        boolean quoteOrDash = (c >= 0x2018 && c <= 0x201D) || c == 0x2014 || c == 0x2026;
        return character || form || quoteOrDash;
    }
}
