package hewn.itests.chaos.study;

import hewn.bench.report.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a study works, and where it tells what came of it. */
final class StudyOptions {
    @Option(names = "--folder", paramLabel = "DIR", description = "For histories and logs (default: a new one).")
    private Optional<Path> folder;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the figures into their section of this document, too.")
    private Optional<Path> out;

    private StudyOptions() {}

    Path folder() throws IOException {
        return folder.isPresent() ? folder.get() : Files.createTempDirectory("hewn-study");
    }

    void tell(String section, String text) throws IOException {
        System.out.println(text);
        if (out.isPresent()) {
            Document.read(out.get()).with(section, text).write(out.get());
        }
    }
}
