package hewn.admin.rest;

/**
 * What an archive may unpack to.
 *
 * @param entries the most files and folders
 * @param unpackedBytes the most that all files together may take
 * @param ratio how many times larger than what was sent it may become, once that is more than {@code freeBytes}
 * @param freeBytes up to which the ratio does not matter
 */
record ZipLimits(int entries, long unpackedBytes, int ratio, long freeBytes) {
    /** Room for large models, none for bombs. */
    static final ZipLimits DEFAULT = new ZipLimits(10_000, 8L << 30, 100, 16L << 20);

    ZipLimits {
        if (entries <= 0 || unpackedBytes <= 0 || ratio <= 0 || freeBytes < 0) {
            throw new IllegalArgumentException("limits must be positive, but got entries=" + entries + " unpackedBytes="
                    + unpackedBytes + " ratio=" + ratio + " freeBytes=" + freeBytes);
        }
    }
}
