package hewn.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown document with sections between markers, which are written anew while all around them stays as it is.
 *
 * <p>A section {@code x} lies between the lines {@code <!-- bench x -->} and {@code <!-- end x -->}. One that has no
 * markers yet is put at the end, with them.
 *
 * @param text all of it
 */
public record Document(String text) {
    /**
     * Reads a document.
     *
     * @param file may be absent
     * @return its text; empty if there is none
     * @throws IOException if it can't be read
     */
    public static Document read(Path file) throws IOException {
        return new Document(Files.exists(file) ? Files.readString(file) : "");
    }

    /**
     * Puts a section in the place of the one of the same name.
     *
     * @param name of the section
     * @param content what stands between its markers
     * @return a copy
     * @throws IllegalArgumentException if the section begins, but does not end
     */
    public Document with(String name, String content) {
        String begin = "<!-- bench " + name + " -->";
        String end = "<!-- end " + name + " -->";
        String section = begin + "\n\n" + content.strip() + "\n\n" + end;
        int from = text.indexOf(begin);
        if (from < 0) {
            return new Document(text.isEmpty() ? section + "\n" : text.stripTrailing() + "\n\n" + section + "\n");
        }
        int to = text.indexOf(end, from);
        if (to < 0) {
            throw new IllegalArgumentException("there is '" + begin + "', but no '" + end + "' after it");
        }
        return new Document(text.substring(0, from) + section + text.substring(to + end.length()));
    }

    /**
     * Writes it.
     *
     * @param file is replaced
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, text);
    }
}
