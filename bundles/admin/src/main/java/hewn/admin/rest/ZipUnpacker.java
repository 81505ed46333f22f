package hewn.admin.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks one archive while it arrives, and stops at the first entry that would leave its folder or exceed a limit.
 *
 * <p>Nothing but plain files and folders is made: links in an archive become files that hold their target's name.
 */
final class ZipUnpacker {
    private static final String SMALLER = "send a smaller model, without what it does not need to run";
    private static final String PACK_AGAIN = "pack the model's folder again, with plain relative names";

    private final ZipLimits limits;
    private final CountingInput sent;
    private final Path folder;
    private int entries;
    private long unpacked;

    ZipUnpacker(ZipLimits limits, InputStream sent, Path folder) {
        this.limits = limits;
        this.sent = new CountingInput(sent);
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Unpacks all of it. */
    void unpack() throws Refusal, IOException {
        try (ZipInputStream zip = new ZipInputStream(sent)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpack(entry, zip);
            }
        } catch (ZipException | EOFException damaged) {
            throw Refusal.badRequest("the archive is damaged: " + damaged.getMessage(), "send it again, as a zip file");
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.badRequest("a name in the archive is not UTF-8", PACK_AGAIN);
        }
        if (entries == 0) {
            throw Refusal.badRequest(
                    "the body is not a zip file, or an empty one", "send the model's folder as a zip file");
        }
    }

    private void unpack(ZipEntry entry, InputStream content) throws Refusal, IOException {
        if (++entries > limits.entries()) {
            throw Refusal.tooLarge("the archive has more than " + limits.entries() + " entries", SMALLER);
        }
        Path target = target(entry.getName());
        try {
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                write(content, target);
            }
        } catch (FileAlreadyExistsException twice) {
            throw Refusal.badRequest("the archive has '" + entry.getName() + "' twice", PACK_AGAIN);
        }
    }

    private Path target(String name) throws Refusal {
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c >= ' ' && c != '\\' && c != ':');
        Path target = plain ? folder.resolve(name).normalize() : folder;
        if (!plain || !target.startsWith(folder) || name.startsWith("/")) {
            throw Refusal.badRequest(
                    "the archive has an entry '" + printable(name) + "' outside of its folder", PACK_AGAIN);
        }
        return target;
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private void write(InputStream content, Path target) throws Refusal, IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                unpacked += n;
                requireWithinLimits();
                out.write(buffer, 0, n);
            }
        }
    }

    private void requireWithinLimits() throws Refusal {
        if (unpacked > limits.unpackedBytes()) {
            throw Refusal.tooLarge("the archive unpacks to more than " + limits.unpackedBytes() + " bytes", SMALLER);
        }
        if (unpacked > limits.freeBytes() && unpacked / limits.ratio() > sent.count()) {
            throw Refusal.tooLarge(
                    "the archive unpacks to more than " + limits.ratio() + " times its size",
                    "pack it without compression (zip -0)");
        }
    }
}
