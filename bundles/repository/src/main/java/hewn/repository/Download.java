package hewn.repository;

import hewn.tensor.Digest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.Optional;

/**
 * One slice on its way to one client, whole or in part (RFC 9110, sections 13 and 14). Its digest is its entity tag.
 *
 * @param slice what is sent
 * @param file what it is read from
 * @param size of the file in bytes
 */
record Download(Digest slice, FileChannel file, long size) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Answers a request, whose method is GET or HEAD. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", tag());
        response.setHeader("Accept-Ranges", "bytes");
        if (isHeld(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/octet-stream");
        RangeRequest range = range(request);
        if (range instanceof RangeRequest.Unsatisfiable) {
            response.setHeader("Content-Range", "bytes */" + size);
            new Problem("the slice has only " + size + " bytes", "ask for a range within these").send(response, 416);
        } else if (range instanceof RangeRequest.Part part) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
            send(part.first(), part.bytes(), request, response);
        } else {
            send(0, size, request, response);
        }
    }

    private String tag() {
        return '"' + slice.hex() + '"';
    }

    private boolean isHeld(HttpServletRequest request) {
        return Collections.list(request.getHeaders("If-None-Match")).stream()
                .anyMatch(tags -> tags.contains(tag()) || tags.strip().equals("*"));
    }

    /** Ranges are for GET alone, and with If-Range only for what the client has the beginning of. */
    private RangeRequest range(HttpServletRequest request) {
        boolean same = Optional.ofNullable(request.getHeader("If-Range"))
                .map(tag()::equals)
                .orElse(true);
        return Optional.ofNullable(request.getHeader("Range"))
                .filter(header -> same && request.getMethod().equals("GET"))
                .map(header -> RangeRequest.of(header, size))
                .orElseGet(RangeRequest.Whole::new);
    }

    private void send(long from, long bytes, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentLengthLong(bytes);
        if (request.getMethod().equals("GET")) {
            copy(from, from + bytes, response.getOutputStream());
        }
    }

    private void copy(long from, long to, OutputStream out) throws IOException {
        byte[] bytes = new byte[(int) Math.min(BUFFER_BYTES, to - from)];
        long position = from;
        while (position < to) {
            int read = file.read(ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, to - position)), position);
            if (read < 0) {
                throw new EOFException(slice + " became shorter while it was sent");
            }
            out.write(bytes, 0, read);
            position += read;
        }
    }
}
