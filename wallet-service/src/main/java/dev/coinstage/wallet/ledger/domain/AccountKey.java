package dev.coinstage.wallet.ledger.domain;

import java.util.Optional;
import java.util.UUID;

/** Names an account. Its id follows from the name, so that the ledger finds it without a look-up and opens it inside a posting. */
public final class AccountKey {

    public static final String PLATFORM = "platform";

    /** Namespace of account ids, itself a random UUID. */
    private static final UUID NAMESPACE = UUID.fromString("6f3c1a52-7a0e-4a6e-9d6b-0d2f4f6f8a11");

    private final String owner;
    private final AccountKind kind;
    private final Asset asset;
    private final UUID id;

    /**
     * @param owner a user's id, or {@link #PLATFORM}
     * @throws IllegalArgumentException when such an account is not for that owner or asset
     */
    public AccountKey(String owner, AccountKind kind, Asset asset) {
        if (kind.ofUsers() == owner.equals(PLATFORM)) {
            throw new IllegalArgumentException(kind + " belongs to " + (kind.ofUsers() ? "a user" : PLATFORM));
        }
        if (!kind.counts(asset)) {
            throw new IllegalArgumentException(kind + " does not count " + asset.code());
        }
        this.owner = owner;
        this.kind = kind;
        this.asset = asset;
        this.id = NamedUuid.of(NAMESPACE, owner + '/' + kind + '/' + asset.code());
    }

    public static AccountKey platform(AccountKind kind, Asset asset) {
        return new AccountKey(PLATFORM, kind, asset);
    }

    public static AccountKey of(UUID user, AccountKind kind, Asset asset) {
        return new AccountKey(user.toString(), kind, asset);
    }

    public String owner() {
        return owner;
    }

    public AccountKind kind() {
        return kind;
    }

    public Asset asset() {
        return asset;
    }

    /** UUIDv5 (RFC 9562) of owner, kind and asset. */
    public UUID id() {
        return id;
    }

    /** The account that counts what the owner owes for this one; none where nobody can owe. */
    public Optional<AccountKey> receivable() {
        return kind.mayOwe() ? Optional.of(new AccountKey(owner, kind.receivable(), asset)) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountKey key && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return owner + '/' + kind + '/' + asset.code();
    }
}
