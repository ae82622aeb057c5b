package org.paralux.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.SyncPolicy;
import org.paralux.audit.evidence.EvidenceSettings;
import org.paralux.diff.Rules;
import org.paralux.diff.RulesException;
import org.paralux.proxy.ProxySettings;
import org.paralux.proxy.identity.CommandLinePolicy;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.notify.CommandChannel;
import org.paralux.proxy.notify.NoticeChannel;
import org.paralux.proxy.notify.NotifySettings;
import org.paralux.proxy.notify.WebhookChannel;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.shadow.VersionPolicy;
import org.paralux.proxy.spool.SpoolSettings;
import org.paralux.proxy.web.WebSettings;

/** From the settings in force to what the proxy needs. */
final class ProxySettingsReader {
    private static final int FLOOR_PERCENT = 10;

    /** So many of the largest that come from memory may wait to be spooled. */
    private static final int BODIES_QUEUED = 2;

    private ProxySettingsReader() {}

    /** @throws SettingsException when one that has no default is missing */
    static ProxySettings read(Settings settings, String version) throws SettingsException {
        Path stateDir = settings.path(Setting.STATE_DIR);
        return new ProxySettings(
                settings.path(Setting.LISTEN),
                ListenRole.valueOf(settings.text(Setting.LISTEN_ROLE).toUpperCase(Locale.ROOT)),
                settings.path(Setting.PRIMARY),
                settings.optionalPath(Setting.QUERY_LISTEN).orElse(null),
                stateDir,
                admin(settings),
                version,
                new ProxySettings.Forwarding(
                        settings.number(Setting.THREADS),
                        settings.number(Setting.BACKLOG),
                        settings.duration(Setting.CONNECT_TIME_LIMIT),
                        settings.duration(Setting.DRAIN),
                        settings.bytes(Setting.TEE_MEMORY),
                        Math.toIntExact(settings.bytes(Setting.TEE_REQUEST))),
                CommandLinePolicy.valueOf(settings.text(Setting.CMDLINE).toUpperCase(Locale.ROOT)),
                audit(settings),
                shadow(settings),
                routing(settings),
                watch(settings));
    }

    private static ProxySettings.Admin admin(Settings settings) throws SettingsException {
        String group = settings.text(Setting.ADMIN_GROUP);
        return new ProxySettings.Admin(
                AdminOptions.socketOf(settings),
                group.equals("none") ? null : group,
                settings.words(Setting.ADMIN_REFUSED));
    }

    private static ProxySettings.Routing routing(Settings settings) {
        return new ProxySettings.Routing(
                settings.text(Setting.ROLLOUT_FALL_BACK).equals("yes"),
                settings.duration(Setting.ROLLOUT_FALL_BACK_AFTER),
                settings.words(Setting.ROLLOUT_UIDS).stream().map(Long::valueOf).collect(Collectors.toSet()),
                settings.optionalPath(Setting.ROLLOUT_PRIMARY_DOWN_COMMAND).orElse(null),
                settings.text(Setting.ROLLOUT_GUARD).equals("rollback"));
    }

    private static ProxySettings.Watch watch(Settings settings) {
        WebSettings dashboard = settings.dashboard()
                .map(address -> new WebSettings(
                        address, settings.optionalPath(Setting.METRICS_TOKEN).orElse(null)))
                .orElse(null);
        return new ProxySettings.Watch(dashboard, notify(settings), settings.duration(Setting.LATENCY_BUDGET));
    }

    private static @Nullable NotifySettings notify(Settings settings) {
        List<NoticeChannel> channels = new ArrayList<>();
        settings.optionalPath(Setting.NOTIFY_COMMAND)
                .ifPresent(program -> channels.add(new CommandChannel(program, NotifySettings.TIME_LIMIT)));
        settings.optionalText(Setting.NOTIFY_WEBHOOK)
                .ifPresent(url -> channels.add(new WebhookChannel(URI.create(url), NotifySettings.TIME_LIMIT)));
        return channels.isEmpty()
                ? null
                : new NotifySettings(
                        channels,
                        settings.duration(Setting.NOTIFY_QUIET),
                        settings.text(Setting.NOTIFY_NEWS).equals("yes"));
    }

    private static @Nullable ShadowSettings shadow(Settings settings) throws SettingsException {
        Optional<Path> socket = settings.optionalPath(Setting.SHADOW);
        if (socket.isEmpty()) {
            return null;
        }
        return new ShadowSettings(
                socket.get(),
                settings.duration(Setting.TRIAL_TIME_LIMIT),
                settings.number(Setting.TRIAL_CONCURRENCY),
                settings.number(Setting.TRIAL_RATE),
                settings.bytes(Setting.TRIAL_QUEUE),
                settings.bytes(Setting.TRIAL_SETTLING),
                Math.toIntExact(settings.bytes(Setting.TRIAL_REPLY)),
                spool(settings),
                VersionPolicy.of(settings.text(Setting.TRIAL_VERSION)),
                settings.words(Setting.TRIAL_CANNOT_SEE),
                new ShadowSettings.Budget(
                        settings.number(Setting.TRIAL_PRIMARY_BUSY),
                        settings.duration(Setting.TRIAL_LIVE_PRIMARY),
                        settings.duration(Setting.TRIAL_LIVE_SHADOW)),
                settings.path(Setting.TRIAL_CONFIGURATION),
                rules(settings),
                EvidenceSettings.defaults().withBytes(settings.bytes(Setting.EVIDENCE_SIZE)));
    }

    private static SpoolSettings spool(Settings settings) {
        long body = settings.bytes(Setting.TEE_BODY);
        return new SpoolSettings(
                Math.toIntExact(body), settings.bytes(Setting.TEE_SPOOL), BODIES_QUEUED * body, floor(settings));
    }

    private static AuditSettings.Floor floor(Settings settings) {
        return new AuditSettings.Floor(settings.bytes(Setting.AUDIT_MIN_FREE), FLOOR_PERCENT);
    }

    /**
     * Those of the file that is set, or those shipped.
     *
     * @throws SettingsException when the file has mistakes, one line each
     */
    static Rules rules(Settings settings) throws SettingsException {
        Optional<Path> file = settings.optionalPath(Setting.RULES);
        if (file.isEmpty()) {
            return Rules.shipped();
        }
        try {
            return Rules.read(file.get().toString(), Files.readString(file.get()));
        } catch (RulesException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new SettingsException(file.get() + ": cannot be read: " + e.getMessage());
        }
    }

    private static AuditSettings audit(Settings settings) {
        return AuditSettings.defaults()
                .withQueueBytes(settings.bytes(Setting.AUDIT_QUEUE))
                .withSync(sync(settings.duration(Setting.AUDIT_FSYNC)))
                .withRotation(new AuditSettings.Rotation(
                        settings.bytes(Setting.AUDIT_SEGMENT_SIZE), settings.duration(Setting.AUDIT_SEGMENT_AGE)))
                .withRetention(new AuditSettings.Retention(
                        settings.bytes(Setting.AUDIT_RETENTION_SIZE), settings.duration(Setting.AUDIT_RETENTION_AGE)))
                .withFloor(floor(settings));
    }

    private static SyncPolicy sync(Duration interval) {
        if (interval.isZero()) {
            return new SyncPolicy.Always();
        }
        return interval.equals(Setting.NEVER) ? new SyncPolicy.Never() : new SyncPolicy.Every(interval);
    }
}
