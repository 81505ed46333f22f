package hewn.repository;

import hewn.inference.ModelException;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model's files were when it was added. Kept beside them in the form of the command {@code sha256sum}, so that
 * {@code sha256sum -c SHA256SUMS} checks a model by hand.
 *
 * @param files the digest of each file by its name relative to the model's folder
 */
record Checksums(SortedMap<String, Digest> files) {
    /** The file in a model's folder. */
    static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}(.+)");
    private static final int MOST_NAMED = 4;
    private static final String CHANGED = "was changed or damaged since the model was added";
    private static final String REPAIR = "Hand the same model in again, or remove this version.";
    private static final String REPLACE = "Remove this version and hand the model in again.";

    /** Copies. */
    Checksums {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads them.
     *
     * @throws ModelException if they are not there or damaged
     * @throws IOException if the disk fails
     */
    static Checksums read(Path folder) throws ModelException, IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(FILE, "is missing", REPLACE);
        }
        SortedMap<String, Digest> files = new TreeMap<>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new ModelException(FILE, CHANGED, REPLACE);
            }
            files.put(parts.group(2), new Digest(parts.group(1)));
        }
        if (files.isEmpty()) {
            throw new ModelException(FILE, CHANGED, REPLACE);
        }
        return new Checksums(files);
    }

    /** Writes them. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), text());
    }

    private String text() {
        return files.entrySet().stream()
                .map(file -> file.getValue().hex() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** What all files together are: equal models have equal digests. */
    Digest content() {
        return Digest.of(StandardCharsets.UTF_8.encode(text()));
    }

    /** In words: what other files are new, are missing or differ. */
    String differences(Checksums other) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(other.files.keySet());
        List<String> words = names.stream()
                .filter(name -> !Objects.equals(files.get(name), other.files.get(name)))
                .map(name -> name + difference(name, other))
                .toList();
        return words.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (words.size() > MOST_NAMED ? " and " + (words.size() - MOST_NAMED) + " more" : "");
    }

    private String difference(String name, Checksums other) {
        if (!files.containsKey(name)) {
            return " is new";
        }
        return other.files.containsKey(name) ? " differs" : " is missing";
    }

    /**
     * Compares the files with what they were.
     *
     * @throws ModelException if one is missing, changed, or was not there
     * @throws IOException if the disk fails
     */
    void verify(Path folder) throws ModelException, IOException {
        SavedModelFiles there = SavedModelFiles.in(folder);
        for (String name : files.keySet()) {
            if (!there.names().contains(name)) {
                throw new ModelException(name, "is missing, but was there when the model was added", REPAIR);
            }
            if (!FileDigest.of(folder.resolve(name)).equals(files.get(name))) {
                throw new ModelException(name, CHANGED, REPAIR);
            }
        }
        for (String name : there.names()) {
            if (!files.containsKey(name)) {
                throw new ModelException(name, "was not there when the model was added", REPAIR);
            }
        }
    }
}
