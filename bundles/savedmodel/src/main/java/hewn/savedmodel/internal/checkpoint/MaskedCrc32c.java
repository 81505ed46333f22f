package hewn.savedmodel.internal.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C as it is stored beside the data that it protects: rotated and offset, so that a checksum of data that holds
 * checksums still detects damage (leveldb/util/crc32c.h).
 */
final class MaskedCrc32c {
    private static final int ROTATION = 15;
    private static final int OFFSET = 0xa282ead8;

    private MaskedCrc32c() {}

    /** The masked checksum of a buffer's remaining bytes; the buffer's position stays. */
    static int of(ByteBuffer data) {
        CRC32C crc = new CRC32C();
        crc.update(data.duplicate());
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + OFFSET;
    }
}
