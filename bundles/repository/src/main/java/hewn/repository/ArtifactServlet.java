package hewn.repository;

import hewn.tensor.Digest;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves slices: {@code GET} or {@code HEAD /artifacts/sha256/{digest}}, with byte ranges to resume.
 *
 * <p>Only digests are accepted, so no request reaches another file. Every error is JSON with {@code error} and {@code
 * remedy}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("hewn-artifacts")
@HttpWhiteboardServletPattern("/artifacts/*")
public final class ArtifactServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("/sha256/([^/]+)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final transient SliceFiles files;
    private final transient IntSupplier maxDownloads;
    private final transient AtomicInteger downloads = new AtomicInteger();

    /**
     * Serves as a component of the gateway.
     *
     * @param context has the framework properties
     * @param settings what is configured
     */
    @Activate
    public ArtifactServlet(BundleContext context, @Reference ArtifactSettings settings) {
        this(DataFolder.of(context), settings::maxDownloads);
    }

    /**
     * Serves the slices of a repository.
     *
     * @param data where the repository keeps models and slices
     * @param maxDownloads how many slices may be sent at a time, asked before each of them
     */
    public ArtifactServlet(Path data, IntSupplier maxDownloads) {
        this.files = SliceFiles.ofData(data);
        this.maxDownloads = maxDownloads;
    }

    /** {@inheritDoc} */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            new Problem(request.getMethod() + " is not possible here", "use GET or HEAD").send(response, 405);
            return;
        }
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        if (!path.matches()) {
            new Problem("there is nothing at this path", "slices are at /artifacts/sha256/{digest}")
                    .send(response, 404);
        } else if (!DIGEST.matcher(path.group(1)).matches()) {
            new Problem("this is not a SHA-256 digest", "send 64 lower-case hexadecimal digits").send(response, 400);
        } else {
            send(new Digest(path.group(1)), request, response);
        }
    }

    private void send(Digest slice, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (downloads.incrementAndGet() > maxDownloads.getAsInt()) {
            downloads.decrementAndGet();
            response.setHeader("Retry-After", "1");
            new Problem("as many slices are being sent as may be at a time", "try again in a second")
                    .send(response, 503);
            return;
        }
        try (FileChannel file = FileChannel.open(files.file(slice), StandardOpenOption.READ)) {
            new Download(slice, file, file.size()).answer(request, response);
        } catch (NoSuchFileException absent) {
            new Problem("the gateway has no slice " + slice, "deploy the model again: its slices may have been removed")
                    .send(response, 404);
        } finally {
            downloads.decrementAndGet();
        }
    }
}
