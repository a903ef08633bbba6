"""Get tokens for a code."""

from attrs import frozen

from microblog.domain.model.app import App
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.pkce import proves
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens, TokenIssuer
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RedeemCode:
    """Exchange a person's consent for what the app can act with (RFC 6749 section 4.1.3)."""

    unit_of_work: UnitOfWorkFactory
    issuer: TokenIssuer

    def __call__(self, *, app: App, code: str, redirect_uri: str, verifier: str = "") -> IssuedTokens:
        """The tokens. Of any number that try with one code, one gets them.

        Raises ValidationError("code", "invalid") for a code that is not the app's, has expired, or came with another
        address or challenge. Where it was used before, somebody has stolen it, or the tokens: they are revoked then
        (section 4.1.2).
        """
        code_hash = self.issuer.secrets.hash(code)
        with self.unit_of_work() as uow:
            found = uow.authorization_codes.get(code_hash)
            if found is None or found.app_id != app.id:
                raise ValidationError("code", "invalid")
            uow.accounts.lock(found.account_id)
            account, found = uow.accounts.get(found.account_id), uow.authorization_codes.get(code_hash)
            if found is None:  # revoked meanwhile
                raise ValidationError("code", "invalid")
            if found.grant_id is not None:
                uow.grants.remove(found.grant_id)
                uow.commit()
                raise ValidationError("code", "invalid")
            is_good = (
                account is not None
                and account.may_act
                and found.expires_at > self.issuer.clock()
                and found.redirect_uri == redirect_uri
                and proves(verifier, found.challenge)
            )
            if not is_good:
                raise ValidationError("code", "invalid")
            grant = self.issuer.grant(uow, app_id=app.id, account_id=found.account_id, scopes=found.scopes)
            if not uow.authorization_codes.spend(code_hash, grant.id):
                raise ValidationError("code", "invalid")
            issued = self.issuer.issue(uow, grant)
            uow.commit()
        return issued
