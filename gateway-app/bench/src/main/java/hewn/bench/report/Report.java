package hewn.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a benchmark has to say.
 *
 * @param text one or more tables in Markdown, with what is needed to read them
 * @param pictures the SVG pictures that the text shows, by file name; most have none
 */
public record Report(String text, Map<String, String> pictures) {
    /** Copies the pictures. */
    public Report {
        pictures = Map.copyOf(pictures);
    }

    /**
     * A report of words and figures only.
     *
     * @param text in Markdown
     */
    public Report(String text) {
        this(text, Map.of());
    }

    /**
     * Writes the pictures.
     *
     * @param folder where the text stands
     * @throws IOException if one can't be written
     */
    public void writePictures(Path folder) throws IOException {
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
        }
    }
}
