/** Roles of natural persons. What they weigh is in subject/roles.ts. */
export const PEOPLE_WORDS = `
person: prsn persn person persons people personen persona personas personne personnes pessoa pessoas individual individuals human humans persoon persone
employee: emply emplye employee employees emp emps empl employ employes worker workers coworker mitarbeiter mitarbeiterin angestellte angestellter beschaeftigte beschaftigte employe salarie empleado empleados funcionario funcionarios trabajador trabajadores colaborador colaboradores werknemer medewerker impiegato workforce
staff: staff personnel personal staffs crew crew_member crewmember colleague
actor: cast casts actor actors actress schauspieler acteur acteurs ator
author: author authors autor autoren auteur auteurs autores writer writers schriftsteller
passenger: passenger passengers pax passagier passagiere fluggast passager pasajero pasajeros passageiro traveler travelers traveller travellers
patient: ptnt patient patients patienten paciente pacientes
student: stud stdnt student students pupil pupils schueler schuler studenten etudiant etudiants eleve eleves alumno alumnos estudiante estudiantes aluno alunos learner learners trainee trainees apprentice azubi studierende undergraduate alumni
teacher: teacher teachers professor professors prof instructor instructors lecturer lecturers tutor tutors lehrer lehrerin dozent enseignant enseignants professeur profesor profesores maestro docente docentes trainer trainers coach coaches
doctor: hausarzt doctor doctors dr physician physicians surgeon clinician arzt aerzte arzte medecin medecins medico medicos therapist dentist nurse nurses practitioner practitioners krankenschwester enfermera psychologist pharmacist
provider: provider providers
driver: courier couriers driver drivers fahrer chauffeur conductor motorista pilot pilots captain
player: player players spieler joueur joueurs jugador jugadores jogador jogadores athlete athletes athlet sportler footballer cricketer batsman bowler goalkeeper umpire referee referees jockey wrestler swimmer competitor competitors contestant
user: user users usr usrs benutzer nutzer anwender utilisateur utilisateurs usuario usuarios utilizador utilizadores gebruiker auth_user appuser app_user enduser end_user webuser login_account useraccount user_account admin_user administrator administrators admins пользователь 用户
member: mbr mbrs member members mitglied mitglieder membre membres miembro miembros socio socios membro membros clubmember patron patrons
customer: cstmr custmr customer customers cust custs customr kunde kunden kundin kundinnen client clients klient klienten cliente clientes clientela shopper shoppers consumer consumers klant klanten buyer buyers acheteur acheteurs comprador compradores kaeufer kaufer acquirer clnt 客户 клиент purchaser
guest: rider riders guest guests gast gaeste gaste hotelgast huesped huespedes hospede visitor visitors besucher visiteur visitante attendee attendees participant participants teilnehmer registrant registrants delegate
applicant: applicant applicants candidate candidates bewerber kandidat kandidaten candidat candidats candidato candidatos aspirante jobcandidate interviewee
citizen: citizen citizens resident residents einwohner buerger burger habitant citoyen ciudadano cidadao taxpayer voter voters respondent respondents inmate prisoner suspect victim victims witness defendant plaintiff offender arrestee survivor
kin: next_of_kin nextofkin emergency_contact emergencycontact emergency_contact_name emergency_name guardian guardians spouse spouses notfallkontakt ehepartner conjoint conyuge beneficiary beneficiaries partner_name
family: husband wife child children kid kids parent parents father mother mom dad sibling ehegatte kinder eltern vater mutter enfant enfants pere mere hijo hijos padre madre filho filhos pai mae dependent dependents angehoerige
contact: cntct ctct contact contacts ansprechpartner kontakt kontakte kontaktperson contacto contactos contato contatos contactperson contact_person interlocuteur ansprechperson
artist: artist artists artiste artistes artista artistas kuenstler kunstler composer composers compositeur komponist musician musicians singer singers
director: director directors regisseur realisateur producer producers screenwriter presenter editor editors
speaker: speaker speakers moderator panelist keynote_speaker
owner: owner owners besitzer inhaber proprietaire propietario proprietario holder holders titular titulaire account_holder kontoinhaber landlord mieter vermieter locataire inquilino homeowner
cardholder: cardholder card_holder cardholder_name karteninhaber name_on_card nameoncard
manager: mgr mgrs mayor mayors governor governors minister ministers geschaeftsfuehrer geschaftsfuhrer vorstand dirigeant manager managers supervisor supervisors chief ceo boss vorgesetzter vorgesetzte responsable gerente jefe chef leiter teamleiter abteilungsleiter head_of_state headofstate president prime_minister leader dept_manager principal superior
seller: seller sellers salesperson salespersons salespeople sales_person salesman sales_rep salesrep sales_representative representative representatives rep reps vertreter verkaeufer verkaufer vendeur vendedor vendedores clerk cashier agent agents consultant advisor adviser broker realtor operator sachbearbeiter berater commercial_agent technician technicians mechanic engineer account_manager officer officers loan_officer
recipient: debtor debtors creditor recipient recipients receiver empfaenger empfanger destinataire destinatario consignee addressee payee ship_to sold_to bill_to
sender: sender senders absender expediteur remitente remetente requester requestor submitter reporter commenter commentator reviewer reviewers assignee poster signatory caller signer signed_by
subscriber: subscriber subscribers abonnent abonnenten abonne abonnes suscriptor assinante follower followers lead leads prospect prospects donor donors donator spender volunteer volunteers borrower borrowers policyholder policy_holder policyholders insured versicherter versicherungsnehmer assure asegurado segurado claimant claimants renter lender investor investors winner laureate laureates nominee
scientist: sailor sailors chef chefs cook cooks dancer dancers king kings queen queens monarch monarchs pope popes saint saints mentor mentors freelancer freelancers photographer photographers journalist journalists blogger bloggers streamer influencer influencers tourist tourists runner runners cyclist cyclists boxer boxers golfer golfers migrant migrants refugee refugees veteran veterans graduate graduates fellow fellows scholar scholars accountant accountants secretary waiter waiters hairdresser stylist barber discoverer discoverers founder founders creator creators architect architects designer designers painter painters sculptor philosopher scientist scientists researcher researchers inventor inventors politician politicians senator legislator legislators celebrity lawyer lawyers attorney astronaut soldier farmer fisherman
party: party parties partie_prenante business_partner geschaeftspartner
profile: profile profiles profil profils perfil
account: account accounts acct accts acc konto konten compte comptes cuenta cuentas conta contas
`;
