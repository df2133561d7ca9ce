package org.inrzoo.study;

import java.nio.file.Path;
import org.inrzoo.datasets.Hashes;

/** What the fits of this process are of, read once for all of them. */
final class RemoteSource {

    /** The one that was read last: a process works for one study at a time. */
    private static RemoteSource last;

    private final String key;
    private final Studied studied;

    private RemoteSource(String key, Studied studied) {
        this.key = key;
        this.studied = studied;
    }

    /** Reads it, or takes what was read before. */
    static Studied read(StudiedData data, byte[] files, int threads) {
        String key = data + Hashes.sha256(files);
        synchronized (RemoteSource.class) {
            if (last == null || !last.key.equals(key)) {
                last = new RemoteSource(key, readNow(data, files));
            }
            return last.studied.onThreads(threads);
        }
    }

    /** Sources may be read again by a fit, so that their files stay as long as the process. */
    private static Studied readNow(StudiedData data, byte[] files) {
        StudiedKind kind = StudiedKind.named(data.kind());
        if (data.path().isEmpty()) {
            return kind.read(data, data.source(), 1);
        }
        Path copy = copy(data.path().get(), files);
        return kind.read(data, data.movedTo(copy), 1);
    }

    private static Path copy(Path original, byte[] files) {
        ScratchFolder folder = ScratchFolder.make();
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        FolderBytes.write(files, folder.path());
        return folder.path().resolve(original.getFileName());
    }
}
