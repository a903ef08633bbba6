"""What every request passes before its handler, one rule per file.

The order that is sound: ``TrustProxies`` (who is the client?), ``TrustedHosts``, ``Authenticate``,
``ChooseLocale``, ``LimitRate`` (per person, so it comes after them), ``CheckAccess``, ``CheckCsrf`` (last, so that
somebody whose session has ended is sent to log in and not told that the form is foreign).
"""
