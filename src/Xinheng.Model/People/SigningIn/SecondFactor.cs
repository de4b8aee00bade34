namespace Xinheng.Model.People.SigningIn;

/// <summary>Who needs a second factor where the installation demands one: whoever decides, administers, audits or reads about natural persons.</summary>
public static class SecondFactor
{
    /// <summary>
    /// Not of whoever only hands in for the own organisation or reads the own file. A role that is not named here is asked for
    /// one: forgetting a new role errs on the safe side.
    /// </summary>
    public static bool IsAskedOf(Role role) => role is not (Role.Maker or Role.EnterpriseUser or Role.Citizen);
}

/// <summary>How somebody proved who they are when they signed in.</summary>
public enum SignInWay
{
    Password,

    /// <summary>Password and a code of the authenticator app.</summary>
    Code,

    /// <summary>Password and one of the recovery codes.</summary>
    RecoveryCode,

    /// <summary>A passkey alone: having the device and unlocking it are two factors.</summary>
    Passkey,
}

/// <summary>What somebody who has signed in must do before anything else.</summary>
public enum SignInDuty
{
    None,

    /// <summary>The password was given by somebody else, for once.</summary>
    ChangePassword,

    /// <summary>The installation demands a second factor and the account has none.</summary>
    AddFactor,
}
