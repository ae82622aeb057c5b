package org.paralux.proxy.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the admin socket. The file's mode lets its owner, root and a group in; what somebody who is in may do goes by
 * the credentials of the connection.
 *
 * @param group whose members may read; null for nobody but the proxy's own user and root
 * @param changers uids that may change something
 * @param refused names of users that are let do nothing, whatever group they are in: RAPI's faces the network
 */
public record AdminAccess(@Nullable String group, Set<Long> changers, Set<String> refused) {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminAccess.class);

    public AdminAccess {
        changers = Set.copyOf(changers);
        refused = Set.copyOf(refused);
    }

    boolean mayChange(Caller caller) {
        return changers.contains(caller.uid());
    }

    /** Whether {@code caller} may do nothing at all. */
    boolean refuses(Caller caller) {
        return caller.user() != null && refused.contains(caller.user()) && !mayChange(caller);
    }

    /**
     * Gives {@code socket}, which nobody else can reach yet, its mode: 0660 and the group, or 0600 where there is no such
     * group on this host or the proxy's user is not in it.
     */
    void applyTo(Path socket) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        if (group == null) {
            return;
        }
        try {
            GroupPrincipal principal =
                    socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
            PosixFileAttributeView view =
                    Files.getFileAttributeView(socket, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setGroup(principal);
        } catch (UserPrincipalNotFoundException _) {
            return;
        } catch (IOException e) {
            LOGGER.atInfo()
                    .addKeyValue("group", group)
                    .log(
                            "the admin socket is the proxy's own user's alone, who is not in the group that should read it");
            return;
        }
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    }
}
